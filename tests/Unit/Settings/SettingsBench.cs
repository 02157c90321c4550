using System;
using System.Text;
using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A server with a settings page on a test's bench: a program that has one setting of each type.</summary>
internal sealed class SettingsBench : Bench, ISettingsActions
{
    internal SettingsBench(MemoryStorage storage, bool canRestart = true, string token = null, string readOnlyToken = null)
    {
        Storage = storage;
        ServerOptions options = new ServerOptions { HostNames = ServerBench.HostNames, Token = token, ReadOnlyToken = readOnlyToken };
        Common = new ServerSettings("board", new ServerOptions());
        Period = new NumberSetting("period", "Period", -10, 600, 60, 10) { NeedsRestart = false };
        Led = new SwitchSetting("led", "LED", true) { NeedsRestart = false };
        Motto = new TextSetting("motto", "Motto", 0, 40, "none");
        File = new SettingsFile(storage, Common.Name, Common.Token, Common.ReadOnlyToken, Common.HostNames, Common.AllowedOrigins, Period, Led, Motto);
        Server = new WebServer(Listener, Clock, options);
        Server.Add(new SettingsRoute(Server, File, canRestart ? this : null));
    }

    internal MemoryStorage Storage { get; }

    internal ServerSettings Common { get; }

    internal NumberSetting Period { get; }

    internal SwitchSetting Led { get; }

    internal TextSetting Motto { get; }

    internal SettingsFile File { get; }

    internal WebServer Server { get; }

    internal int Restarts { get; private set; }

    internal int Forgets { get; private set; }

    public void Restart()
    {
        Restarts++;
    }

    public void Forget()
    {
        Forgets++;
    }

    /// <summary>Sends a form.</summary>
    internal string Post(string form, string fields = "")
    {
        return Ask("POST /settings", fields + "Content-Length: " + Encoding.UTF8.GetBytes(form).Length + "\r\n", form);
    }

    /// <summary>Sends a form that is valid.</summary>
    internal void Save(string form)
    {
        string answer = Post(form);
        Assert.IsTrue(answer.IndexOf("HTTP/1.1 303 See Other\r\n") == 0, answer);
        Assert.IsTrue(answer.IndexOf("Location: /settings?saved\r\n") > 0, answer);
    }

    /// <inheritdoc/>
    protected override int Step()
    {
        return Server.Step();
    }
}
