using Sensorcast.Text;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class Utf8ValidatorTests
{
    private static readonly string[] Valid =
    {
        "",
        "00",
        "7f",
        "c280", // U+0080
        "dfbf", // U+07FF
        "e0a080", // U+0800
        "ed9fbf", // U+D7FF, the last before the surrogates
        "ee8080", // U+E000, the first after them
        "efbfbf", // U+FFFF
        "f0908080", // U+10000
        "f48fbfbf", // U+10FFFF
        "efbbbf 41", // a byte order mark is a character like any other
        "48656c6c6f2d c2b5 40 c39f c3b6 c3a4 c3bc c3a0 c3a1 2d 55 54 46 2d 38 21 21", // ASCII around others
        "4142434445464748 e282ac 4142434445464748 4142434445464748 f09f8c8d 41",
    };

    /// <summary>A text and how many of its bytes are valid: the next one is the first that is not.</summary>
    private static readonly string[] Invalid =
    {
        "80|0", // a continuation byte with nothing to continue
        "bf|0",
        "c0 80|0", // overlong forms of U+0000
        "c1 bf|0",
        "e0 80 80|1",
        "e0 9f bf|1",
        "f0 80 80 80|1",
        "f0 8f bf bf|1",
        "ed a0 80|1", // U+D800
        "ed bf bf|1", // U+DFFF
        "f4 90 80 80|1", // U+110000
        "f5 80 80 80|0",
        "f8 88 80 80 80|0",
        "ff|0",
        "fe|0",
        "c2 41|1", // a lead byte with nothing after it
        "e2 82 41|2",
        "f0 9f 8c 41|3",
        "e2 28 a1|1",
        "4142434445464748 41 ff|9",
        "4142434445464748 4142434445464748 c3 28|17",
    };

    [TestMethod]
    public void Takes_UTF8_however_it_is_cut()
    {
        foreach (string text in Valid)
        {
            byte[] bytes = Hex.Parse(text);
            for (int cut = 0; cut <= bytes.Length; cut++)
            {
                int state = Utf8Validator.Append(Utf8Validator.Complete, bytes, 0, cut);
                Assert.IsTrue(state != Utf8Validator.Invalid, text);
                Assert.AreEqual(Utf8Validator.Complete, Utf8Validator.Append(state, bytes, cut, bytes.Length - cut), text);
            }
        }
    }

    [TestMethod]
    public void Fails_at_the_first_byte_that_is_not_valid()
    {
        foreach (string line in Invalid)
        {
            string[] parts = line.Split('|');
            byte[] bytes = Hex.Parse(parts[0]);
            int good = int.Parse(parts[1]);
            int state = Utf8Validator.Complete;
            for (int i = 0; i < good; i++)
            {
                state = Utf8Validator.Append(state, bytes, i, 1);
                Assert.IsTrue(state != Utf8Validator.Invalid, line);
            }

            Assert.AreEqual(Utf8Validator.Invalid, Utf8Validator.Append(state, bytes, good, 1), line);
            Assert.AreEqual(Utf8Validator.Invalid, Utf8Validator.Append(Utf8Validator.Complete, bytes, 0, bytes.Length), line);
        }
    }

    [TestMethod]
    public void Knows_when_a_code_point_is_not_whole()
    {
        byte[] euro = Hex.Parse("e2 82 ac");
        int state = Utf8Validator.Append(Utf8Validator.Complete, euro, 0, 2);
        Assert.IsTrue(state != Utf8Validator.Invalid && state != Utf8Validator.Complete);
        Assert.AreEqual(state, Utf8Validator.Append(state, euro, 0, 0));
        Assert.AreEqual(Utf8Validator.Complete, Utf8Validator.Append(state, euro, 2, 1));
    }
}
