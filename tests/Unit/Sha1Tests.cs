using System.Text;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class Sha1Tests
{
    /// <summary>The examples of FIPS 180-4 (NIST's "SHA-1" example values) and the empty message.</summary>
    [TestMethod]
    public void Hashes_the_examples_of_the_standard()
    {
        Check("", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        Check("abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
        Check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        Check(
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "a49b2446a02c645bf419f995b67091253a04a259");
    }

    private static void Check(string message, string expected)
    {
        byte[] hash = new byte[Sha1Message.HashSize];
        new Sha1Message(Encoding.UTF8.GetBytes(message)).Hash(hash);
        Assert.AreEqual(expected, Hex.Show(hash));
    }
}
