using System;
using System.Text;

namespace Sensorcast.Tests.Unit;

/// <summary>A power cut or a flipped bit leaves each value old, new, or at its default, and is reported.</summary>
[TestClass]
public class SettingsDamageTests
{
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
    public void A_flipped_bit_makes_no_value_another()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsProgram.MakeOld(storage);
        SettingsProgram.MakeNew(storage);
        byte[] older = storage.Copies[0];
        byte[] newest = storage.Copies[1];
        for (int i = 0; i < newest.Length; i += TestEffort.CutStride)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                storage.Copies[1] = Flip(newest, i, bit);
                storage.Copies[0] = null;
                CheckEach(new SettingsProgram(storage), SettingsProgram.New, SettingsProgram.Defaults, isSecretKept: false);
                storage.Copies[0] = older;
                CheckEach(new SettingsProgram(storage), SettingsProgram.New, SettingsProgram.Old, isSecretKept: true);
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
            Assert.AreEqual(SettingsProgram.Defaults, program.Values);
            Assert.AreEqual(copy.Length == 0, program.File.Problem == null, "It says so");
            storage.Copies[1] = whole;
            Assert.AreEqual("kitchen", new SettingsProgram(storage).Common.Name.Text);
            program.Set("garden|||||60|on|none");
            Assert.IsNull(program.File.Problem);
            Assert.AreEqual("garden", new SettingsProgram(storage.Restart()).Common.Name.Text);
        }
    }

    /// <summary>A copy with valid lines that are not all that was written, or not of one save.</summary>
    [TestMethod]
    public void Lines_that_are_not_a_whole_copy_do_not_count()
    {
        byte[] whole = StoredCopy.Make(12, "name=kitchen", "motto=a");
        string text = StoredCopy.TextOf(whole);
        string end = text.Substring(text.Length - "cccccccc end 2\n".Length);
        Assert.AreEqual(" end 2\n", end.Substring(8));
        int second = text.IndexOf("\n") + 1;
        int third = text.IndexOf("\n", second) + 1;
        string[] copies =
        {
            text.Substring(0, text.Length - end.Length), text.Substring(0, text.Length - 1), text + "\n", text + " ", text + text,
            text.Substring(0, second) + text.Substring(third), text.Substring(0, third) + text.Substring(second),
            text.Substring(second), StoredCopy.TextOf(StoredCopy.Make(1, "name=kitchen", "end 1", "end x")), text.Substring(0, second),
        };
        foreach (string copy in copies)
        {
            MemoryStorage storage = new MemoryStorage();
            storage.Copies[0] = Encoding.UTF8.GetBytes(copy);
            SettingsProgram program = new SettingsProgram(storage);
            Assert.AreEqual(SettingsProgram.Defaults, program.Values, copy);
            Assert.AreEqual("What is stored is damaged, so each has its default.", program.File.Problem);
            Assert.IsTrue(program.File.IsUnreadable);
            program.Set("board|||||60|on|b");
            Assert.IsFalse(program.File.IsUnreadable);
            Assert.IsNull(program.File.Problem);
        }
    }

    [TestMethod]
    public void A_save_has_a_number_of_1_to_9_digits()
    {
        string[] numbers = { "0", "999999999", "000000007" };
        foreach (string number in numbers)
        {
            Assert.AreEqual("kitchen", NameIn(number), number);
        }

        foreach (string number in new string[] { string.Empty, "-1", "1a", "a", "/", ":", " 1", "1 ", "1234567890", "0000000001" })
        {
            Assert.AreEqual("board", NameIn(number), number);
        }
    }

    /// <summary>Only what the newer copy has lost is taken from the one before, and nothing if that one is not whole.</summary>
    [TestMethod]
    public void The_copy_before_stands_in_for_damaged_lines_alone()
    {
        byte[] newest = StoredCopy.Make(2, "motto=new", "name=new", "period=65");
        newest["cccccccc sensorcast-settings 2\n".Length] ^= 1;
        byte[] older = StoredCopy.Make(1, "motto=old", "name=old", "period=70", "led=off");
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = newest;
        storage.Copies[1] = older;
        SettingsProgram program = new SettingsProgram(storage);
        Assert.AreEqual("new|||||60|off|old", program.Values);
        Assert.IsNotNull(program.Period.StoredProblem, "The newer one is not valid");
        storage.Copies[1] = Cut(older, older.Length - 1);
        program = new SettingsProgram(storage);
        Assert.AreEqual("new|||||60|on|none", program.Values);
        Assert.AreEqual("1 of the stored values are damaged; what they were before counts, or the default.", program.File.Problem);
    }

    private static void CheckCuts(int saves, bool writesOver)
    {
        bool hasEnded = false;
        for (int cut = 0; !hasEnded; cut += TestEffort.CutStride)
        {
            MemoryStorage storage = new MemoryStorage { WritesOver = writesOver };
            string before = SettingsProgram.Defaults;
            for (int i = 0; i < saves; i++)
            {
                new SettingsProgram(storage).Set(i == 0 ? SettingsProgram.New : SettingsProgram.Old);
                before = i == 0 ? SettingsProgram.New : SettingsProgram.Old;
            }

            SettingsProgram program = new SettingsProgram(storage);
            storage.CutAfter = cut;
            string after = before == SettingsProgram.New ? SettingsProgram.Old : SettingsProgram.New;
            hasEnded = program.Save(after) == null;
            string expected = hasEnded ? after : before;
            Assert.AreEqual(expected, program.Values);
            MemoryStorage later = storage.Restart();
            program = new SettingsProgram(later);

            // The last line ends as the one that it overwrites: a copy is whole once the line's checksum is written.
            string values = program.Values;
            Assert.IsTrue(values == expected
                || (writesOver && values == after && cut >= storage.Copies[0].Length - " end 8\n".Length),
                saves + "/" + cut + ": " + values);
            program.Set("attic|full-token|old-reading|a.example||60|on|none");
            Assert.AreEqual("attic", new SettingsProgram(later).Common.Name.Text);
        }
    }

    /// <summary>Each value is the old or the new one, and the damage is reported.</summary>
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

    /// <summary>The name that counts where a copy's first line has a number, of any characters.</summary>
    private static string NameIn(string number)
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[1] = StoredCopy.MakeNumbered(number, "name=kitchen");
        return new SettingsProgram(storage).Common.Name.Text;
    }
}
