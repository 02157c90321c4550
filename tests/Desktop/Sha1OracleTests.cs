using System.Security.Cryptography;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

[TestClass]
public class Sha1OracleTests
{
    /// <summary>The long example of FIPS 180-2 appendix A.3.</summary>
    [TestMethod]
    public void Hashes_a_million_times_a()
    {
        byte[] message = new byte[1_000_000];
        Array.Fill(message, (byte)'a');
        Assert.AreEqual("34AA973CD4C4DAA4F61EEB2BDBAD27316534016F", Hash(message));
    }

    [TestMethod]
    public void Agrees_with_dotnet_on_1000_random_lengths()
    {
        var random = new Random(20261123);
        for (int i = 0; i < 1000; i++)
        {
            byte[] message = new byte[random.Next(5000)];
            random.NextBytes(message);
#pragma warning disable CA5350 // The protocol asks for SHA-1.
            string expected = Convert.ToHexString(SHA1.HashData(message));
#pragma warning restore CA5350
            Assert.AreEqual(expected, Hash(message), $"length {message.Length}");
        }
    }

    private static string Hash(byte[] message)
    {
        byte[] hash = new byte[Sha1Message.HashSize];
        new Sha1Message(message).Hash(hash);
        return Convert.ToHexString(hash);
    }
}
