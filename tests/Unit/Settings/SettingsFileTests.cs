using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>What is stored is there again.</summary>
[TestClass]
public class SettingsFileTests
{
    [TestMethod]
    public void Defaults_count_until_something_is_stored()
    {
        SettingsProgram program = new SettingsProgram(new MemoryStorage());
        Assert.AreEqual(SettingsProgram.Defaults, program.Values);
        Assert.IsNull(program.File.Problem);
        Assert.IsFalse(program.File.NeedsRestart);
        Assert.AreEqual(60, program.Period.Value);
        Assert.IsTrue(program.Led.Value);
        Assert.IsNull(program.Common.Token.Value);
        Assert.AreEqual(0, program.Common.HostNames.Items.Length);
    }

    [TestMethod]
    public void What_is_saved_is_there_after_a_restart()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram.MakeOld(storage);
        SettingsProgram.MakeNew(storage);
        SettingsProgram program = new SettingsProgram(storage.Restart());
        Assert.AreEqual(SettingsProgram.New, program.Values);
        Assert.IsNull(program.File.Problem);
        Assert.AreEqual(-10, program.Period.Value);
        Assert.IsFalse(program.Led.Value);
        Assert.AreEqual("b.example", program.Common.HostNames.Items[1]);
        Assert.AreEqual("other-token", program.Common.Token.Value);
    }

    [TestMethod]
    public void A_first_save_is_no_problem()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram program = new SettingsProgram(storage);
        program.Set("kitchen|||||60|on|none");
        Assert.IsTrue(program.File.NeedsRestart, "The name needs one, those after it do not");
        program = new SettingsProgram(storage.Restart());
        Assert.AreEqual("kitchen|||||60|on|none", program.Values);
        Assert.IsNull(program.File.Problem);
        Assert.IsFalse(program.File.NeedsRestart);
        Assert.IsNull(program.File.Reset());
        Assert.IsNull(program.File.Reset());
        Assert.IsTrue(program.File.NeedsRestart, "It has not restarted since");
        SecretSetting secret = new SecretSetting("c", "C", 2, 4, "word");
        storage.Copies[0] = StoredCopy.Make(9, "c=");
        Assert.IsNull(new SettingsFile(storage, secret).Settings[0].StoredProblem, "It was removed");
        Assert.IsNull(secret.Value);
    }

    [TestMethod]
    public void The_format_is_lines_of_text()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram program = new SettingsProgram(storage);
        program.Set("kitchen|||||70|on|none");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(1, "name=kitchen", "period=70")), StoredCopy.TextOf(storage.Copies[0]));
        program.Set("kitchen|||||80|on|none");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(2, "name=kitchen", "period=80")), StoredCopy.TextOf(storage.Copies[1]));
        Assert.AreEqual(2, storage.Writes);
        program.Set("kitchen|||||80|on|none");
        Assert.AreEqual(2, storage.Writes, "What changes nothing is not written");
    }

    [TestMethod]
    public void A_reset_leaves_no_secret()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram.MakeOld(storage);
        SettingsProgram.MakeNew(storage);
        SettingsProgram program = new SettingsProgram(storage);
        Assert.IsNull(program.File.Reset());
        Assert.AreEqual(SettingsProgram.Defaults, program.Values);
        Assert.IsTrue(program.File.NeedsRestart);
        for (int i = 0; i < 2; i++)
        {
            Assert.IsTrue(StoredCopy.TextOf(storage.Copies[i]).IndexOf("token") < 0);
        }
    }

    [TestMethod]
    public void Entries_of_a_newer_program_are_kept()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(7, "later=1", "name=kitchen", "latest=\xFF\u0100=", "odd");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("kitchen", program.Common.Name.Text);
        program.Set("garden|||||60|on|none");
        byte[] expected = StoredCopy.Make(8, "name=garden", "later=1", "latest=\xFF\u0100=", "odd");
        Assert.AreEqual(expected.Length, storage.Copies[1].Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], storage.Copies[1][i]);
        }
    }

    [TestMethod]
    public void What_is_not_valid_has_its_default_and_says_so()
    {
        string[] entries =
        {
            "name=-kitchen", "token=short", "read-only-token=with space", "host-names=a.example:80", "allowed-origins=example.org",
            "period=65", "led=maybe", "motto=\xFF",
        };
        for (int i = 0; i < entries.Length; i++)
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = StoredCopy.Make(1, entries[i], i == 7 ? "name=kitchen" : "motto=good");
            SettingsProgram program = new SettingsProgram(storage);
            LastLine log = new LastLine();
            program.File.Report(log);
            Assert.IsNotNull(program.File.Settings[i].StoredProblem);
            Assert.IsTrue(log.Text.StartsWith("Settings: " + program.File.Settings[i].Name + ": "), log.Text);
            Assert.AreEqual(program.File.Settings[i].DefaultText, program.File.Settings[i].Text);
            Assert.AreEqual(i == 7 ? "kitchen" : "good", i == 7 ? program.Common.Name.Text : program.Motto.Text, "The others count");
        }
    }

    [TestMethod]
    public void Texts_that_no_string_of_the_board_holds_are_not_valid()
    {
        string[] texts = { "a\u0100b", "a\tb", "a\x7F", "\xC3\x28", "\xED\xA0\x80", "12345678901234567890123456789012345678901" };
        foreach (string text in texts)
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = StoredCopy.Make(1, "motto=" + text);
            SettingsProgram program = new SettingsProgram(storage);
            Assert.AreEqual("none", program.Motto.Text);
            Assert.IsNotNull(program.Motto.StoredProblem);
        }
    }

    [TestMethod]
    public void A_name_is_all_that_is_before_the_equals_sign()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(1, "motto", "mot", "xotto=1", "mottox=2", "mot=3", "", "=4", "motto=a=b");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("board|||||60|on|a=b", program.Values);
        Assert.IsNull(program.Motto.StoredProblem);
    }

    [TestMethod]
    public void The_first_of_two_counts()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[1] = StoredCopy.Make(3, "motto=a", "motto=b");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("a", program.Motto.Text);
        Assert.IsNotNull(program.Motto.StoredProblem);
        program.Set("board|||||60|on|c");
        Assert.IsNull(program.Motto.StoredProblem);
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(4, "motto=c")), StoredCopy.TextOf(storage.Copies[0]));
    }

    [TestMethod]
    public void The_newer_copy_counts()
    {
        for (int newer = 0; newer < 2; newer++)
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[newer] = StoredCopy.Make(10, "motto=newer");
            storage.Copies[1 - newer] = StoredCopy.Make(9, "motto=older", "name=older");
            SettingsProgram program = new SettingsProgram(storage);
            Assert.AreEqual("board|||||60|on|newer", program.Values);
            Assert.IsNull(program.File.Problem);
            program.Set("board|||||60|on|newest");
            byte[] expected = StoredCopy.Make(11, "motto=newest");
            Assert.AreEqual(StoredCopy.TextOf(expected), StoredCopy.TextOf(storage.Copies[1 - newer]), "The other one is replaced");
        }
    }

    [TestMethod]
    public void A_reset_is_as_if_nothing_had_been_stored()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(3, "later=1", "motto=stored", "period=70", "name=-");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual(70, program.Period.Value);
        Assert.IsNull(program.File.Reset());
        Assert.AreEqual(SettingsProgram.Defaults, program.Values);
        Assert.AreEqual(60, program.Period.Value);
        Assert.IsNull(program.Common.Name.StoredProblem);
        Assert.IsTrue(program.Motto.IsPending);
        Assert.IsFalse(program.Period.IsPending, "It says itself that it needs no restart");
        Assert.IsFalse(program.Common.Token.IsPending, "Nothing was stored");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(4)), StoredCopy.TextOf(storage.Copies[1]));
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(5)), StoredCopy.TextOf(storage.Copies[0]));
        program.Set("board|||||60|on|again");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(6, "motto=again")), StoredCopy.TextOf(storage.Copies[1]));
    }

    /// <summary>8,192 bytes fit, one more does not: what is stored stays.</summary>
    [TestMethod]
    public void A_copy_has_a_maximum_size()
    {
        // A line has 10 bytes besides its text; the first and the last one "sensorcast-settings 1" and "end 1", the third one "a=".
        const int Rest = SettingsFile.MaxSize - 21 - 5 - 2 - 30;
        MemoryStorage storage = new MemoryStorage();
        TextSetting text = new TextSetting("a", "t", 0, SettingsFile.MaxSize);
        SettingsFile file = new SettingsFile(storage, text);
        Assert.AreEqual("The settings are longer than 8,192 bytes together.", Save(file, text, new string('x', Rest + 1)));
        Assert.AreEqual(0, storage.Writes);
        Assert.IsFalse(text.IsStored);
        Assert.IsNull(Save(file, text, new string('x', Rest)));
        Assert.AreEqual(SettingsFile.MaxSize, storage.Copies[0].Length);
    }

    /// <summary>An entry that is not known here is kept once, as the newer copy has it.</summary>
    [TestMethod]
    public void Entries_of_a_newer_program_are_kept_also_from_the_copy_before()
    {
        MemoryStorage storage = new MemoryStorage();
        byte[] newest = StoredCopy.Make(2, "motto=x", "later=2", "lat=5", "odd");
        newest["cccccccc sensorcast-settings 2\n".Length] ^= 1;
        storage.Copies[0] = newest;
        storage.Copies[1] = StoredCopy.Make(1, "motto=y", "later=1", "other=3", "od", "l=4", "oddity", "latest=7");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("y", program.Motto.Text, "Its line in the newer one is damaged");
        Assert.AreEqual("1 of the stored values are damaged; what they were before counts, or the default.", program.File.Problem);
        program.Set("board|||||60|on|z");
        byte[] expected = StoredCopy.Make(3, "motto=z", "later=2", "lat=5", "odd", "other=3", "od", "l=4", "oddity", "latest=7");
        Assert.AreEqual(StoredCopy.TextOf(expected), StoredCopy.TextOf(storage.Copies[1]));
        Assert.IsNull(program.File.Problem);
    }

    [TestMethod]
    public void The_log_has_a_line_for_each_problem_and_no_value()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(1, "token=short");
        storage.Copies[1] = new byte[1];
        SettingsProgram program = new SettingsProgram(storage);
        Lines log = new Lines();
        program.File.Report(log);
        Assert.AreEqual(
            "Settings: A save did not come to its end, so the one before counts.|Settings: token: What is stored is not valid, so the "
                + "default counts. Enter 8 to 64 bytes without spaces, commas and control characters.|",
            log.Text);
        log = new Lines();
        new SettingsProgram(new MemoryStorage()).File.Report(log);
        Assert.AreEqual(string.Empty, log.Text);
    }

    private static string Save(SettingsFile file, Setting setting, string text)
    {
        SettingsDraft draft = new SettingsDraft(file.Settings);
        draft.Change(setting, text);
        return file.Save(draft);
    }

    /// <summary>Keeps all lines of a log.</summary>
    private sealed class Lines : ILog
    {
        internal string Text { get; private set; } = string.Empty;

        public void WriteLine(string line)
        {
            Text += line + "|";
        }
    }
}
