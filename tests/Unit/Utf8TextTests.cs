using Sensorcast.Text;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class Utf8TextTests
{
    // RFC 3629 section 3: the first and last characters of each size.
    [TestMethod]
    [DataRow("", 0)]
    [DataRow("a", 1)]
    [DataRow("\u007F", 1)]
    [DataRow("\u0080", 2)]
    [DataRow("\u07FF", 2)]
    [DataRow("\u0800", 3)]
    [DataRow("\uD7FF", 3)]
    [DataRow("\uE000", 3)]
    [DataRow("\uFFFD", 3)]
    [DataRow("a\u00E9\u20ACz", 7)]
    public void Knows_the_size_of_a_text(string text, int size)
    {
        Assert.AreEqual(size, Utf8Text.Size(text));
    }

    [TestMethod]
    public void Knows_the_size_of_a_part()
    {
        const string text = "a\u00E9\u20ACz";
        Assert.AreEqual(2, Utf8Text.Size(text, 1, 1));
        Assert.AreEqual(5, Utf8Text.Size(text, 1, 2));
        Assert.AreEqual(4, Utf8Text.Size(text, 2, 2));
        Assert.AreEqual(0, Utf8Text.Size(text, 4, 0));
    }
}
