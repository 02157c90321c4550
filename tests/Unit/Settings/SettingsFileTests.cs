using System;
using System.Text;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>What is stored is there again, whatever happens to the storage.</summary>
[TestClass]
public class SettingsFileTests
{
    private const string Old = "kitchen|full-token|old-reading|a.example||60|on|none";
    private const string New = "garden|other-token|reading-token|a.example b.example|https://c.example|-10|off|caf\u00e9 = 1 & <b>";
    private const string Defaults = "board|||||60|on|none";

    [TestMethod]
    public void Defaults_count_until_something_is_stored()
    {
        SettingsProgram program = new SettingsProgram(new MemoryStorage());
        Assert.AreEqual(Defaults, program.Values);
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
        MakeOld(storage);
        MakeNew(storage);
        SettingsProgram program = new SettingsProgram(storage.Restart());
        Assert.AreEqual(New, program.Values);
        Assert.IsNull(program.File.Problem);
        Assert.AreEqual(-10, program.Period.Value);
        Assert.IsFalse(program.Led.Value);
        Assert.AreEqual("b.example", program.Common.HostNames.Items[1]);
        Assert.AreEqual("other-token", program.Common.Token.Value);
    }

    [TestMethod]
    public void The_format_is_lines_of_text()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram program = new SettingsProgram(storage);
        Set(program, "kitchen|||||70|on|none");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(1, "name=kitchen", "period=70")), StoredCopy.TextOf(storage.Copies[0]));
        Set(program, "kitchen|||||80|on|none");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(2, "name=kitchen", "period=80")), StoredCopy.TextOf(storage.Copies[1]));
        Assert.AreEqual(2, storage.Writes);
        Set(program, "kitchen|||||80|on|none");
        Assert.AreEqual(2, storage.Writes, "What changes nothing is not written");
    }

    [TestMethod]
    public void A_power_cut_at_any_byte_of_a_save_leaves_the_old_or_the_new()
    {
        for (int saves = 0; saves <= 2; saves++)
        {
            CheckCuts(saves, writesOver: false);
            CheckCuts(saves, writesOver: true);
        }
    }

    [TestMethod]
    public void A_power_cut_at_any_byte_of_a_reset_leaves_all_or_nothing()
    {
        for (int copy = 0; copy < 2; copy++)
        {
            bool hasEnded = false;
            for (int cut = 0; !hasEnded; cut += TestEffort.CutStride)
            {
                MemoryStorage storage = new MemoryStorage();
                MakeOld(storage);
                MakeNew(storage);
                SettingsProgram program = new SettingsProgram(storage);
                storage.CutAfter = copy == 0 ? cut : MemoryStorage.Never;
                CutSecondWrite second = new CutSecondWrite(storage, cut);
                SettingsFile file = copy == 0 ? program.File : new SettingsFile(second, program.File.Settings);
                hasEnded = file.Reset() == null;
                string values = new SettingsProgram(storage.Restart()).Values;
                Assert.AreEqual(copy == 0 && !hasEnded ? New : Defaults, values, copy + "/" + cut);
            }
        }
    }

    [TestMethod]
    public void A_reset_leaves_no_secret_behind()
    {
        MemoryStorage storage = new MemoryStorage();
        MakeOld(storage);
        MakeNew(storage);
        SettingsProgram program = new SettingsProgram(storage);
        Assert.IsNull(program.File.Reset());
        Assert.AreEqual(Defaults, program.Values);
        Assert.IsTrue(program.File.NeedsRestart);
        for (int i = 0; i < 2; i++)
        {
            Assert.IsTrue(StoredCopy.TextOf(storage.Copies[i]).IndexOf("token") < 0);
        }
    }

    [TestMethod]
    public void A_flipped_bit_makes_no_value_another()
    {
        MemoryStorage storage = new MemoryStorage();
        MakeOld(storage);
        MakeNew(storage);
        byte[] older = storage.Copies[0];
        byte[] newest = storage.Copies[1];
        for (int i = 0; i < newest.Length; i += TestEffort.CutStride)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                storage.Copies[1] = Flip(newest, i, bit);
                storage.Copies[0] = null;
                CheckEach(new SettingsProgram(storage), New, Defaults, isSecretKept: false);
                storage.Copies[0] = older;
                CheckEach(new SettingsProgram(storage), New, Old, isSecretKept: true);
            }
        }
    }

    [TestMethod]
    public void What_is_cut_or_foreign_is_left_out()
    {
        byte[] whole = StoredCopy.Make(1, "name=kitchen");
        byte[][] foreign =
        {
            Cut(whole, 0), new byte[1], new byte[4096], Encoding.UTF8.GetBytes("\n"), Encoding.UTF8.GetBytes("name=kitchen\n"),
            Encoding.UTF8.GetBytes("{\"name\":\"kitchen\"}"),
            Encoding.UTF8.GetBytes("00000000 sensorcast-settings 1\n"), StoredCopy.Make(-1, "name=kitchen"),
            StoredCopy.Make(int.MaxValue, "name=kitchen"),
            Cut(whole, whole.Length - 1), Cut(whole, whole.Length + 1), Cut(whole, whole.Length / 2),
        };
        foreach (byte[] copy in foreign)
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = copy;
            SettingsProgram program = new SettingsProgram(storage);
            Assert.AreEqual(Defaults, program.Values);
            Assert.AreEqual(copy.Length == 0, program.File.Problem == null, "It says so");
            storage.Copies[1] = whole;
            Assert.AreEqual("kitchen", new SettingsProgram(storage).Common.Name.Text);
            Set(program, "garden|||||60|on|none");
            Assert.IsNull(program.File.Problem);
            Assert.AreEqual("garden", new SettingsProgram(storage.Restart()).Common.Name.Text);
        }
    }

    [TestMethod]
    public void Entries_of_a_newer_program_are_kept()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(7, "later=1", "name=kitchen", "latest=\xFF\u0100=", "odd");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("kitchen", program.Common.Name.Text);
        Set(program, "garden|||||60|on|none");
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
        foreach (
            string text in new string[] { "a\u0100b", "a\tb", "a\x7F", "\xC3\x28", "\xED\xA0\x80",
                "12345678901234567890123456789012345678901" })
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = StoredCopy.Make(1, "motto=" + text);
            SettingsProgram program = new SettingsProgram(storage);
            Assert.AreEqual("none", program.Motto.Text);
            Assert.IsNotNull(program.Motto.StoredProblem);
        }
    }

    [TestMethod]
    public void The_first_of_two_counts()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[1] = StoredCopy.Make(3, "motto=a", "motto=b");
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("a", program.Motto.Text);
        Assert.IsNotNull(program.Motto.StoredProblem);
        Set(program, "board|||||60|on|c");
        Assert.IsNull(program.Motto.StoredProblem);
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(4, "motto=c")), StoredCopy.TextOf(storage.Copies[0]));
    }

    [TestMethod]
    public void Names_are_checked()
    {
        Refusal.Check(() => new TextSetting("Name", "t", 0, 1));
        Refusal.Check(() => new TextSetting("1a", "t", 0, 1));
        Refusal.Check(() => new TextSetting(string.Empty, "t", 0, 1));
        Refusal.Check(() => new TextSetting("a=b", "t", 0, 1));
        Refusal.Check(() => new SettingsFile(new MemoryStorage(), new TextSetting("a", "t", 0, 1), new TextSetting("a", "t", 0, 1)));
        Refusal.Check(() =>
            new SettingsFile(new MemoryStorage(), new SecretSetting("a", "t", 0, 1), new TextSetting("a-remove", "t", 0, 1)));
    }

    [TestMethod]
    public void Numbers_keep_to_their_limits()
    {
        NumberSetting number = new NumberSetting("n", "t", int.MinValue, int.MaxValue, 0);
        foreach (string text in new string[] { "0", "-1", "2147483647", "-2147483648", "007" })
        {
            Assert.IsTrue(number.IsValid(text), text);
        }

        foreach (
            string text in new string[] { string.Empty, "-", "+1", "1.0", "1e3", "0x10", "2147483648", "-2147483649",
                "99999999999999999999", "1 ", "\u0661" })
        {
            Assert.IsFalse(number.IsValid(text), text);
        }

        NumberSetting steps = new NumberSetting("n", "t", -5, 20, 0, 10);
        Assert.IsTrue(steps.IsValid("-5") && steps.IsValid("5") && steps.IsValid("15"));
        Assert.IsFalse(steps.IsValid("0") || steps.IsValid("-15") || steps.IsValid("25"));
    }

    private static void MakeOld(MemoryStorage storage)
    {
        SettingsProgram program = new SettingsProgram(storage);
        Set(program, Old);
        Assert.AreEqual(Old, program.Values);
    }

    private static void MakeNew(MemoryStorage storage)
    {
        SettingsProgram program = new SettingsProgram(storage);
        Set(program, New);
        Assert.AreEqual(New, program.Values);
    }

    private static void Set(SettingsProgram program, string values)
    {
        Assert.IsNull(program.Save(values));
    }

    private static void CheckCuts(int saves, bool writesOver)
    {
        bool hasEnded = false;
        for (int cut = 0; !hasEnded; cut += TestEffort.CutStride)
        {
            MemoryStorage storage = new MemoryStorage { WritesOver = writesOver };
            string before = Defaults;
            for (int i = 0; i < saves; i++)
            {
                Set(new SettingsProgram(storage), i == 0 ? New : Old);
                before = i == 0 ? New : Old;
            }

            SettingsProgram program = new SettingsProgram(storage);
            storage.CutAfter = cut;
            string after = before == New ? Old : New;
            hasEnded = program.Save(after) == null;
            string expected = hasEnded ? after : before;
            Assert.AreEqual(expected, program.Values);
            MemoryStorage later = storage.Restart();
            program = new SettingsProgram(later);

            // Where the last line is written over its like, a copy is whole once the line's checksum has come.
            string values = program.Values;
            Assert.IsTrue(values == expected
                || (writesOver && values == after && cut >= storage.Copies[0].Length - " end 8\n".Length),
                saves + "/" + cut + ": " + values);
            Set(program, "attic|full-token|old-reading|a.example||60|on|none");
            Assert.AreEqual("attic", new SettingsProgram(later).Common.Name.Text);
        }
    }

    /// <summary>Each value is the one or the other, and that something is wrong is told.</summary>
    private static void CheckEach(SettingsProgram program, string expected, string otherwise, bool isSecretKept)
    {
        string[] wanted = expected.Split('|');
        string[] others = otherwise.Split('|');
        string[] values = program.Values.Split('|');
        for (int i = 0; i < values.Length; i++)
        {
            Assert.IsTrue(values[i] == wanted[i] || values[i] == others[i], values[i]);
        }

        Assert.IsTrue(program.File.Problem != null, "It says so");
        Assert.IsTrue(!isSecretKept || program.Common.Token.Value != null, "No bit opens what a token closes");
    }

    private static byte[] Flip(byte[] bytes, int index, int bit)
    {
        byte[] flipped = Cut(bytes, bytes.Length);
        flipped[index] ^= (byte)(1 << bit);
        return flipped;
    }

    private static byte[] Cut(byte[] bytes, int length)
    {
        byte[] cut = new byte[length];
        Array.Copy(bytes, cut, length < bytes.Length ? length : bytes.Length);
        return cut;
    }

    /// <summary>Cuts the power within the second write.</summary>
    private sealed class CutSecondWrite : ISettingsStorage
    {
        private readonly MemoryStorage _storage;
        private readonly int _cutAfter;

        internal CutSecondWrite(MemoryStorage storage, int cutAfter)
        {
            _storage = storage;
            _cutAfter = cutAfter;
        }

        public byte[] Read(int copy)
        {
            return _storage.Read(copy);
        }

        public void Write(int copy, byte[] bytes)
        {
            _storage.Write(copy, bytes);
            _storage.CutAfter = _cutAfter;
        }
    }
}
