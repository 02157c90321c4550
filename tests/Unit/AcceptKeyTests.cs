using System.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class AcceptKeyTests
{
    [TestMethod]
    public void Answers_the_keys_of_the_standard_and_of_others()
    {
        AcceptKey acceptKey = new AcceptKey();
        Check(acceptKey, "dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); // RFC 6455 section 1.3
        Check(acceptKey, "x3JJHMbDL1EzLkh9GBhXDw==", "HSmrc0sMlYUkAGmm5OPpG2HaGWk="); // the one that many articles use

        // The object holds nothing of the keys before.
        Check(acceptKey, "dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    private static void Check(AcceptKey acceptKey, string key, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes("  " + key);
        byte[] accept = new byte[AcceptKey.Length + 1];
        acceptKey.Write(text, 2, accept, 1);
        Assert.AreEqual(expected, Encoding.UTF8.GetString(accept, 1, AcceptKey.Length));
    }
}
