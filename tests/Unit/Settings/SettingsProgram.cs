using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A program that has started with what is stored: it has settings of each type.</summary>
internal sealed class SettingsProgram
{
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
}
