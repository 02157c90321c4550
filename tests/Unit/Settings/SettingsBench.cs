using System;
using System.Text;
using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A server with a settings page on a test's bench: that of <see cref="SettingsProgram"/>.</summary>
internal sealed class SettingsBench : Bench, ISettingsActions
{
    private readonly SettingsProgram _program;

    internal SettingsBench(MemoryStorage storage, bool canRestart = true, string token = null, string readOnlyToken = null)
    {
        ServerOptions options =
            new ServerOptions { MaxClients = 2, HostNames = ServerBench.HostNames, Token = token, ReadOnlyToken = readOnlyToken };
        _program = new SettingsProgram(storage);
        Server = new WebServer(Listener, Clock, options);
        Server.Add(new SettingsRoute(Server, File, canRestart ? this : null));
    }

    internal ServerSettings Common => _program.Common;

    internal NumberSetting Period => _program.Period;

    internal SwitchSetting Led => _program.Led;

    internal TextSetting Motto => _program.Motto;

    internal SettingsFile File => _program.File;

    internal WebServer Server { get; }

    public string ResetNotice { get; set; }

    internal int Restarts { get; private set; }

    internal int Forgets { get; private set; }

    /// <summary>Whether what is besides the settings cannot be forgotten.</summary>
    internal bool CannotForget { get; set; }

    public void Restart()
    {
        Restarts++;
    }

    public void Forget()
    {
        if (CannotForget)
        {
            throw new InvalidOperationException("Busy");
        }

        Forgets++;
    }

    internal static void CheckHas(string page, string part)
    {
        Assert.IsTrue(page.Contains(part), part + " is not in " + page);
    }

    /// <summary>Sends a form.</summary>
    internal string Post(string form, string fields = "")
    {
        return Request("POST /settings", fields + "Content-Length: " + Encoding.UTF8.GetBytes(form).Length + "\r\n", form);
    }

    /// <summary>Sends a form that is valid.</summary>
    internal void Save(string form)
    {
        string answer = Post(form);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 303 See Other\r\n"), answer);
        Assert.IsTrue(answer.IndexOf("Location: /settings?saved\r\n") > 0, answer);
        Assert.IsTrue(answer.EndsWith("\r\n\r\n"), answer);
    }

    /// <inheritdoc/>
    protected override int Step()
    {
        return Server.Step();
    }
}
