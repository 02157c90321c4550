using System.Text;
using Sensorcast.WebSockets;

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

    [TestMethod]
    public void Gives_the_same_hash_however_the_message_is_cut()
    {
        byte[] message = new byte[200];
        for (int i = 0; i < message.Length; i++)
        {
            message[i] = (byte)i;
        }

        string whole = Hash(message, message.Length);
        for (int cut = 0; cut <= message.Length; cut++)
        {
            Assert.AreEqual(whole, Hash(message, cut));
        }
    }

    private static void Check(string message, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        Assert.AreEqual(expected, Hash(bytes, bytes.Length));
    }

    private static string Hash(byte[] message, int cut)
    {
        Sha1 sha1 = new Sha1();
        byte[] hash = new byte[Sha1.HashSize];
        sha1.Append(message, 0, cut);
        sha1.Append(message, cut, message.Length - cut);
        sha1.Finish(hash, 0);
        return Hex.Show(hash);
    }
}
