using System;
using System.Text;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>What is stored is there again, whatever happens to the storage.</summary>
[TestClass]
public class SettingsFileTests
{
    private const string Old = "kitchen|full-token||a.example||60|on|none";
    private const string New = "garden|other-token|reading-token|a.example b.example|https://c.example|-10|off|caf\u00e9 = 1 & <b>";
    private const string Defaults = "board|||||60|on|none";

    [TestMethod]
    public void Defaults_count_until_something_is_stored()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        Assert.AreEqual(Defaults, Values(bench));
        Assert.IsNull(bench.File.Problem);
        Assert.IsFalse(bench.File.NeedsRestart);
        Assert.AreEqual(60, bench.Period.Value);
        Assert.IsTrue(bench.Led.Value);
        Assert.IsNull(bench.Common.Token.Value);
        Assert.AreEqual(0, bench.Common.HostNames.Items.Length);
    }

    [TestMethod]
    public void What_is_saved_is_there_after_a_restart()
    {
        MemoryStorage storage = new MemoryStorage();
        MakeOld(storage);
        MakeNew(storage);
        SettingsBench bench = new SettingsBench(storage.Restart());
        Assert.AreEqual(New, Values(bench));
        Assert.IsNull(bench.File.Problem);
        Assert.AreEqual(-10, bench.Period.Value);
        Assert.IsFalse(bench.Led.Value);
        Assert.AreEqual("b.example", bench.Common.HostNames.Items[1]);
        Assert.AreEqual("other-token", bench.Common.Token.Value);
    }

    [TestMethod]
    public void The_format_is_lines_of_text()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        bench.Save("name=kitchen&period=70");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(1, "name=kitchen", "period=70")), StoredCopy.TextOf(storage.Copies[0]));
        bench.Save("period=80");
        Assert.AreEqual(StoredCopy.TextOf(StoredCopy.Make(2, "name=kitchen", "period=80")), StoredCopy.TextOf(storage.Copies[1]));
        Assert.AreEqual(2, storage.Writes);
        bench.Save("period=80&name=kitchen");
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
            for (int cut = 0; !hasEnded; cut++)
            {
                MemoryStorage storage = new MemoryStorage();
                MakeOld(storage);
                MakeNew(storage);
                SettingsBench bench = new SettingsBench(storage);
                storage.CutAfter = copy == 0 ? cut : MemoryStorage.Never;
                CutSecondWrite second = new CutSecondWrite(storage, cut);
                SettingsFile file = copy == 0 ? bench.File : new SettingsFile(second, bench.File.Settings);
                hasEnded = file.Reset() == null;
                string values = Values(new SettingsBench(storage.Restart()));
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
        SettingsBench bench = new SettingsBench(storage);
        Assert.IsNull(bench.File.Reset());
        Assert.AreEqual(Defaults, Values(bench));
        Assert.IsTrue(bench.File.NeedsRestart);
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
        for (int i = 0; i < newest.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                storage.Copies[1] = Flip(newest, i, bit);
                storage.Copies[0] = null;
                CheckEach(new SettingsBench(storage), New, Defaults, isSecretKept: false);
                storage.Copies[0] = older;
                CheckEach(new SettingsBench(storage), New, Old, isSecretKept: true);
            }
        }
    }

    [TestMethod]
    public void What_is_cut_or_foreign_is_left_out()
    {
        byte[] whole = StoredCopy.Make(1, "name=kitchen");
        byte[] empty = new byte[0];
        byte[][] foreign =
        {
            empty, new byte[1], new byte[4096], Encoding.UTF8.GetBytes("\n"), Encoding.UTF8.GetBytes("name=kitchen\n"), Encoding.UTF8.GetBytes("{\"name\":\"kitchen\"}"),
            Encoding.UTF8.GetBytes("00000000 sensorcast-settings 1\n"), StoredCopy.Make(-1, "name=kitchen"), StoredCopy.Make(int.MaxValue, "name=kitchen"),
            Cut(whole, whole.Length - 1), Cut(whole, whole.Length + 1), Cut(whole, whole.Length / 2),
        };
        foreach (byte[] copy in foreign)
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = copy;
            SettingsBench bench = new SettingsBench(storage);
            Assert.AreEqual(Defaults, Values(bench));
            Assert.AreEqual(copy.Length == 0, bench.File.Problem == null, "It says so");
            storage.Copies[1] = whole;
            Assert.AreEqual("kitchen", new SettingsBench(storage).Common.Name.Text);
            bench.Save("name=garden");
            Assert.IsNull(bench.File.Problem);
            Assert.AreEqual("garden", new SettingsBench(storage.Restart()).Common.Name.Text);
        }
    }

    [TestMethod]
    public void Entries_of_a_newer_program_are_kept()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(7, "later=1", "name=kitchen", "latest=\xFF\u0100=", "odd");
        SettingsBench bench = new SettingsBench(storage);
        Assert.AreEqual("kitchen", bench.Common.Name.Text);
        bench.Save("name=garden");
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
            SettingsBench bench = new SettingsBench(storage);
            LastLine log = new LastLine();
            bench.File.Report(log);
            Assert.IsNotNull(bench.File.Settings[i].StoredProblem);
            Assert.IsTrue(log.Text.IndexOf("Settings: " + bench.File.Settings[i].Name + ": ") == 0, log.Text);
            Assert.AreEqual(bench.File.Settings[i].DefaultText, bench.File.Settings[i].Text);
            Assert.AreEqual(i == 7 ? "kitchen" : "good", i == 7 ? bench.Common.Name.Text : bench.Motto.Text, "The others count");
        }
    }

    [TestMethod]
    public void Texts_that_no_string_of_the_board_holds_are_not_valid()
    {
        foreach (string text in new string[] { "a\u0100b", "a\tb", "a\x7F", "\xC3\x28", "\xED\xA0\x80", "12345678901234567890123456789012345678901" })
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = StoredCopy.Make(1, "motto=" + text);
            SettingsBench bench = new SettingsBench(storage);
            Assert.AreEqual("none", bench.Motto.Text);
            Assert.IsNotNull(bench.Motto.StoredProblem);
        }
    }

    [TestMethod]
    public void The_first_of_two_counts()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[1] = StoredCopy.Make(3, "motto=a", "motto=b");
        SettingsBench bench = new SettingsBench(storage);
        Assert.AreEqual("a", bench.Motto.Text);
        Assert.IsNotNull(bench.Motto.StoredProblem);
        bench.Save("motto=c");
        Assert.IsNull(bench.Motto.StoredProblem);
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
        Refusal.Check(() => new SettingsFile(new MemoryStorage(), new SecretSetting("a", "t", 0, 1), new TextSetting("a-remove", "t", 0, 1)));
    }

    [TestMethod]
    public void Numbers_keep_to_their_limits()
    {
        NumberSetting number = new NumberSetting("n", "t", int.MinValue, int.MaxValue, 0);
        foreach (string text in new string[] { "0", "-1", "2147483647", "-2147483648", "007" })
        {
            Assert.IsTrue(number.IsValid(text), text);
        }

        foreach (string text in new string[] { string.Empty, "-", "+1", "1.0", "1e3", "0x10", "2147483648", "-2147483649", "99999999999999999999", "1 ", "\u0661" })
        {
            Assert.IsFalse(number.IsValid(text), text);
        }

        NumberSetting steps = new NumberSetting("n", "t", -5, 20, 0, 10);
        Assert.IsTrue(steps.IsValid("-5") && steps.IsValid("5") && steps.IsValid("15"));
        Assert.IsFalse(steps.IsValid("0") || steps.IsValid("-15") || steps.IsValid("25"));
    }

    private static void MakeOld(MemoryStorage storage)
    {
        SettingsBench bench = new SettingsBench(storage);
        bench.Save(OldForm);
        Assert.AreEqual(Old, Values(bench));
    }

    private static void MakeNew(MemoryStorage storage)
    {
        SettingsBench bench = new SettingsBench(storage);
        bench.Save(NewForm);
        Assert.AreEqual(New, Values(bench));
    }

    private static string OldForm =>
        "name=kitchen&token=full-token&read-only-token-remove=on&host-names=a.example&allowed-origins=&period=60&led=on&motto=none";

    // A constant would be written into each text that it is part of.
    private static string NewForm =>
        "name=garden&token=other-token&read-only-token=reading-token&host-names=a.example,+B.example&allowed-origins=https://c.example&period=-10&led=off"
        + "&motto=caf%C3%A9+%3D+1+%26+%3Cb%3E";

    private static string Values(SettingsBench bench)
    {
        string values = string.Empty;
        foreach (Setting setting in bench.File.Settings)
        {
            values += (values.Length == 0 ? string.Empty : "|") + setting.Text;
        }

        return values;
    }

    private static void CheckCuts(int saves, bool writesOver)
    {
        bool hasEnded = false;
        for (int cut = 0; !hasEnded; cut++)
        {
            MemoryStorage storage = new MemoryStorage { WritesOver = writesOver };
            string before = Defaults;
            for (int i = 0; i < saves; i++)
            {
                new SettingsBench(storage).Save(i == 0 ? NewForm : OldForm);
                before = i == 0 ? New : Old;
            }

            SettingsBench bench = new SettingsBench(storage);
            storage.CutAfter = cut;
            string after = before == New ? Old : New;
            string answer = bench.Post(after == New ? NewForm : OldForm);
            hasEnded = answer.IndexOf("HTTP/1.1 303 ") == 0;
            string expected = hasEnded ? after : before;
            Assert.IsTrue(hasEnded || answer.IndexOf("HTTP/1.1 500 ") == 0, answer);
            Assert.AreEqual(expected, Values(bench));
            MemoryStorage later = storage.Restart();
            bench = new SettingsBench(later);

            // Where the last line is written over its like, a copy is whole once the line's checksum has come.
            string values = Values(bench);
            Assert.IsTrue(values == expected || (writesOver && values == after && cut >= storage.Copies[0].Length - " end 8\n".Length), saves + "/" + cut + ": " + values);
            bench.Save("name=attic");
            Assert.AreEqual("attic", new SettingsBench(later).Common.Name.Text);
        }
    }

    /// <summary>Each value is the one or the other, and that something is wrong is told.</summary>
    private static void CheckEach(SettingsBench bench, string expected, string otherwise, bool isSecretKept)
    {
        string[] wanted = expected.Split('|');
        string[] others = otherwise.Split('|');
        string[] values = Values(bench).Split('|');
        for (int i = 0; i < values.Length; i++)
        {
            Assert.IsTrue(values[i] == wanted[i] || values[i] == others[i], values[i]);
        }

        Assert.IsTrue(bench.File.Problem != null, "It says so");
        Assert.IsTrue(!isSecretKept || bench.Common.Token.Value != null, "No bit opens what a token closes");
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
