using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>What each type of setting takes.</summary>
[TestClass]
public class SettingValueTests
{
    [TestMethod]
    public void Names_are_checked()
    {
        Refusal.Check(() => new TextSetting("Name", "t", 0, 1));
        Refusal.Check(() => new TextSetting("1a", "t", 0, 1));
        Refusal.Check(() => new TextSetting(string.Empty, "t", 0, 1));
        foreach (string name in new string[] { "a=b", "a`", "a{", "a/", "a:", "a,", "a.", "`a", "{a", "-a", new string('a', 33) })
        {
            Refusal.Check(() => new TextSetting(name, "t", 0, 1));
        }

        foreach (string name in new string[] { "a", "z", "a-z0-9", new string('a', 32) })
        {
            Assert.AreEqual(name, new TextSetting(name, "t", 0, 1).Name);
        }

        Refusal.Check(() => new SettingsFile(new MemoryStorage(), new TextSetting("a", "t", 0, 1), new TextSetting("a", "t", 0, 1)));
        Refusal.Check(() =>
            new SettingsFile(new MemoryStorage(), new SecretSetting("a", "t", 0, 1), new TextSetting("a-remove", "t", 0, 1)));
    }

    [TestMethod]
    public void Numbers_keep_to_their_limits()
    {
        NumberSetting number = new NumberSetting("n", "t", int.MinValue, int.MaxValue, 0);
        foreach (string text in new string[] { "0", "-1", "2147483647", "-2147483648", "007", "9", "1029384756" })
        {
            Assert.IsTrue(number.IsValid(text), text);
        }

        string[] texts =
        {
            string.Empty, "-", "+1", "1.0", "1e3", "0x10", "2147483648", "-2147483649", "99999999999999999999", "1 ", "\u0661",
            "/", "1/", ":", "1:", "--1",
        };
        foreach (string text in texts)
        {
            Assert.IsFalse(number.IsValid(text), text);
        }

        NumberSetting steps = new NumberSetting("n", "t", -5, 20, 0, 10);
        Assert.IsTrue(steps.IsValid("-5") && steps.IsValid("5") && steps.IsValid("15"));
        Assert.IsFalse(steps.IsValid("0") || steps.IsValid("-15") || steps.IsValid("25"));
        steps = new NumberSetting("n", "t", 3, 20, 3, 10);
        Assert.IsTrue(steps.IsValid("3") && steps.IsValid("13"));
        Assert.IsFalse(steps.IsValid("7") || steps.IsValid("20"));
    }

    [TestMethod]
    public void A_number_has_at_most_11_characters()
    {
        NumberSetting number = new NumberSetting("n", "t", 0, 9, 0);
        Assert.IsTrue(number.IsValid("00000000007"));
        Assert.IsFalse(number.IsValid("000000000007"));
        Assert.IsFalse(number.IsValid("/") || number.IsValid(":") || number.IsValid("1-") || number.IsValid("10"));
    }

    [TestMethod]
    public void Host_names_are_labels_with_dots_between_them()
    {
        string label = new string('a', 63);
        string longest = label + "." + label + ".a";
        string[] names = { "a", "Z", "0a", "a-b", "a--b", "az.AZ09", "10.0.0.a", "1.1a", "9.A", label, longest.Substring(1) };
        foreach (string name in names)
        {
            Assert.IsTrue(HostName.IsName(name), name);
            Assert.AreEqual(name.IndexOf('.') < 0, HostName.IsLabel(name), name);
        }

        string[] wrong =
        {
            string.Empty, ".", ".a", "a.", "a..b", "-a", "a-", "b.-a", "b.a-", "a-.b", "a_b", "a b", "a/b", "a:b", "a@b", "a[b", "a`b",
            "a{b", "\u00e4", "1", "a.1", "a.99", label + "a", "b." + label + "a", label + "a.b", longest,
        };
        foreach (string name in wrong)
        {
            Assert.IsFalse(HostName.IsName(name), name);
        }

        Assert.IsFalse(HostName.IsLabel(string.Empty) || HostName.IsLabel("a.b") || HostName.IsLabel(label + "a"));
    }

    [TestMethod]
    public void A_host_is_a_name_or_an_address()
    {
        HostSetting host = new HostSetting("h", "t", "pool.ntp.org");
        string[] hosts = { "pool.ntp.org", "a", "0.0.0.0", "255.255.255.255", "192.0.2.10", "9.99.199.249" };
        foreach (string text in hosts)
        {
            Assert.IsTrue(host.IsValid(text), text);
        }

        string[] wrong =
        {
            string.Empty, "256.0.0.1", "1.2.3.256", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "01.2.3.4", "1.2.3.00",
            "1000.1.1.1",
            "1.2.3.0000", "1.2.3./", "1.2.3.:", "-1.2.3.4", "a.example:80", "10",
            "4294967297.2.3.4",
        };
        foreach (string text in wrong)
        {
            Assert.IsFalse(host.IsValid(text), text);
        }
    }

    [TestMethod]
    public void A_list_has_its_items_with_one_space_between_them()
    {
        HostNamesSetting names = new HostNamesSetting("n", "t", 20, "a.example", "b.example");
        Assert.AreEqual("a.example b.example", names.DefaultText);
        Assert.AreEqual("a b c", names.Plain(" ,A,  b,,c , "));
        Assert.AreEqual(string.Empty, names.Plain(" , "));
        Assert.IsTrue(names.IsValid("a b"));
        Assert.IsTrue(names.IsValid(string.Empty), "There may be none");
        Assert.IsFalse(names.IsValid("a b:1"));
        Assert.IsFalse(names.IsValid("a:1 b"));
        Assert.AreEqual(2, names.Items.Length);
        Assert.AreEqual("b.example", names.Items[1]);
        Assert.AreEqual(0, new OriginsSetting("o", "t", 20).Items.Length);
    }

    [TestMethod]
    public void Texts_and_secrets_have_a_size_of_bytes()
    {
        TextSetting text = new TextSetting("x", "t", 2, 4, "zz");
        Assert.AreEqual(
            "|false|false|true|true|false|true|false", Valid(text, string.Empty, "a", "ab", "abcd", "abcde", "\u00e4\u00e4", "\u00e4bcd"));
        Assert.AreEqual(
            "|false|true|false|false|false|false|false", Valid(text, "\u00e9\u00e9a", " a ~ ", " a", "  ", "a\u001f", "a\u007f", "a\nb"));
        Assert.AreEqual("|true|false", Valid(new TextSetting("x", "t", 2, 4), string.Empty, "a"), "What is left as it is is no error");
        SecretSetting secret = new SecretSetting("s", "t", 2, 4, "word");
        Assert.AreEqual("|true|false|true|true|false", Valid(secret, string.Empty, "a", "ab", "abcd", "abcde"));
        Assert.AreEqual(" a ", secret.Plain(" a "), "White space is a part of it");
        Assert.AreEqual("a", text.Plain(" a "));
        Assert.AreEqual("word", secret.Value);
        Assert.IsTrue(secret.IsSecret);
        Assert.IsFalse(text.IsSecret);
        secret.Override = string.Empty;
        Assert.IsNull(secret.Value);
    }

    [TestMethod]
    public void A_token_has_8_to_64_bytes()
    {
        TokenSetting token = new TokenSetting("k", "t");
        string longest = new string('a', 64);
        Assert.AreEqual("|true|false|true|true|false", Valid(token, string.Empty, "1234567", "12345678", longest, longest + "a"));
        Assert.IsNull(token.Value);
    }

    /// <summary>The value of a command line counts, and the form still shows the stored one.</summary>
    [TestMethod]
    public void An_override_counts_whatever_is_stored()
    {
        SettingsProgram program = new SettingsProgram(new MemoryStorage());
        program.Period.Override = "5";
        program.Led.Override = "off";
        program.Common.Token.Override = "other-token";
        program.Common.HostNames.Override = "c.example";
        program.Set(SettingsProgram.Old);
        Assert.AreEqual(5, program.Period.Value);
        Assert.IsFalse(program.Led.Value);
        Assert.AreEqual("other-token", program.Common.Token.Value);
        Assert.AreEqual("c.example", program.Common.HostNames.Items[0]);
        Assert.AreEqual(SettingsProgram.Old, program.Values);
        program.Period.Override = null;
        program.Common.Token.Override = null;
        Assert.AreEqual(60, program.Period.Value);
        Assert.AreEqual("full-token", program.Common.Token.Value);
        program.Period.Override = "fast";
        Assert.AreEqual(0, program.Period.Value);
    }

    [TestMethod]
    public void Server_options_get_what_counts()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram.MakeNew(storage);
        ServerOptions options = new ServerOptions { Token = "1", ReadOnlyToken = "2" };
        new SettingsProgram(storage).Common.ApplyTo(options);
        Assert.AreEqual("other-token", options.Token);
        Assert.AreEqual("reading-token", options.ReadOnlyToken);
        Assert.AreEqual("b.example", options.HostNames[1]);
        Assert.AreEqual("https://c.example", options.AllowedOrigins[0]);
        ServerSettings defaults = new ServerSettings("board", options);
        Assert.AreEqual("other-token", defaults.Token.Value);
        Assert.AreEqual("reading-token", defaults.ReadOnlyToken.Value);
        Assert.AreEqual("a.example b.example", defaults.HostNames.Text);
        Assert.AreEqual("https://c.example", defaults.AllowedOrigins.Text);
    }

    /// <summary>The text beside a field that is not valid.</summary>
    [TestMethod]
    public void Each_type_says_what_is_valid()
    {
        CheckRule("Enter 1 to 63 letters, digits and hyphens, no hyphen first or last.", new NameSetting("a", "t", "x"));
        CheckRule("Enter a host such as pool.ntp.org or 192.0.2.1: ", new HostSetting("a", "t", "x"));
        CheckRule("Enter names such as sensors.example.org: ", new HostNamesSetting("a", "t", 20));
        CheckRule("Enter sites such as https://example.org: ", new OriginsSetting("a", "t", 20));
        CheckRule("Enter 8 to 64 bytes without spaces, commas and control characters.", new TokenSetting("a", "t"));
        CheckRule("Enter a whole number from -1 to 20.", new NumberSetting("a", "t", -1, 20, 5, 1));
        CheckRule("Enter a whole number from -1 to 20, in steps of 2.", new NumberSetting("a", "t", -1, 20, 5, 2));
        CheckRule("Enter 3 to 40 bytes of text; ", new TextSetting("a", "t", 3, 40));
        CheckRule("Choose on or off.", new SwitchSetting("a", "t", true));
    }

    [TestMethod]
    public void A_switch_is_on_or_off()
    {
        SwitchSetting off = new SwitchSetting("a", "t", false);
        Assert.IsFalse(off.Value);
        Assert.AreEqual("|true|true|false|false", Valid(off, "on", "off", "ON", string.Empty));
        Assert.IsTrue(new SwitchSetting("a", "t", true).Value);
    }

    private static void CheckRule(string rule, Setting setting)
    {
        Assert.IsTrue(setting.Rule.StartsWith(rule), setting.Rule);
    }

    /// <summary>Whether each text may be stored, as a file that has it says.</summary>
    private static string Valid(Setting setting, params string[] texts)
    {
        string result = string.Empty;
        SettingsFile file = new SettingsFile(new MemoryStorage(), setting);
        foreach (string text in texts)
        {
            SettingsDraft draft = new SettingsDraft(file.Settings);
            draft.Change(setting, text);
            result += draft.IsValid ? "|true" : "|false";
        }

        return result;
    }
}
