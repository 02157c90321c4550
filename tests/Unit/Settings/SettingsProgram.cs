using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A program that has started with what is stored: it has settings of each type.</summary>
internal sealed class SettingsProgram
{
    internal const string Old = "kitchen|full-token|old-reading|a.example||60|on|none";
    internal const string New =
        "garden|other-token|reading-token|a.example b.example|https://c.example|-10|off|caf\u00e9 = 1 & <b>";
    internal const string Defaults = "board|||||60|on|none";

    internal SettingsProgram(MemoryStorage storage)
    {
        Common = new ServerSettings("board", new ServerOptions());
        Period = new NumberSetting("period", "Period", -10, 600, 60, 10) { NeedsRestart = false };
        Led = new SwitchSetting("led", "LED", true) { NeedsRestart = false };
        Motto = new TextSetting("motto", "Motto", 0, 40, "none");
        File = new SettingsFile(
            storage, Common.Name, Common.Token, Common.ReadOnlyToken, Common.HostNames, Common.AllowedOrigins, Period, Led, Motto);
    }

    internal ServerSettings Common { get; }

    internal NumberSetting Period { get; }

    internal SwitchSetting Led { get; }

    internal TextSetting Motto { get; }

    internal SettingsFile File { get; }

    /// <summary>All values, with bars between them.</summary>
    internal string Values
    {
        get
        {
            string values = string.Empty;
            foreach (Setting setting in File.Settings)
            {
                values += (values.Length == 0 ? string.Empty : "|") + setting.Text;
            }

            return values;
        }
    }

    /// <summary>Has a program save <see cref="Old"/>.</summary>
    internal static void MakeOld(MemoryStorage storage)
    {
        Make(storage, Old);
    }

    /// <summary>Has a program save <see cref="New"/>.</summary>
    internal static void MakeNew(MemoryStorage storage)
    {
        Make(storage, New);
    }

    /// <summary>Saves values, which must be possible.</summary>
    /// <param name="values">All of them, with bars between them.</param>
    internal void Set(string values)
    {
        Assert.IsNull(Save(values));
    }

    /// <summary>Saves values.</summary>
    /// <param name="values">All of them, with bars between them.</param>
    /// <returns>Why they were not saved, or null.</returns>
    internal string Save(string values)
    {
        SettingsDraft draft = new SettingsDraft(File.Settings);
        string[] texts = values.Split('|');
        for (int i = 0; i < texts.Length; i++)
        {
            draft.Change(File.Settings[i], texts[i]);
        }

        Assert.IsTrue(draft.IsValid);
        return File.Save(draft);
    }

    private static void Make(MemoryStorage storage, string values)
    {
        SettingsProgram program = new SettingsProgram(storage);
        program.Set(values);
        Assert.AreEqual(values, program.Values);
    }
}
