using System.Text;

namespace Sensorcast.Tests.Network;

/// <summary>The upgrade, the first packs and the echo.</summary>
[TestClass]
public class StreamTests
{
    private const int Final = 0x80;
    private const int Text = 1;
    private const int Binary = 2;
    private const int CloseOpcode = 8;

    [Setup]
    public void Start()
    {
        RunningServer.Prepare();
    }

    [TestMethod]
    public void Streams_JSON_to_a_client_that_asks_for_nothing_else()
    {
        RunningServer.Prepare();
        using RawClient client = new RawClient();
        client.Send(RawClient.Upgrade("/ws", string.Empty));
        string head = client.ReceiveHead();
        Assert.StartsWith("HTTP/1.1 101 ", head);
        Assert.Contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head);
        Assert.DoesNotContains("Sec-WebSocket-Protocol", head);

        string first = Utf8(ReceiveMessage(client, Text));
        Assert.StartsWith("[{\"bn\":\"sensorcast:\",", first);
        Assert.Contains("\"n\":\"count\",\"u\":\"count\",\"ut\":", first);
        Assert.EndsWith("}]", first);

        string live = Utf8(ReceiveMessage(client, Text));
        Assert.Contains("\"seq\":", live);
        Assert.Contains("\"n\":\"count\",\"v\":", live);
    }

    [TestMethod]
    public void Streams_CBOR_to_a_client_that_asks_for_it()
    {
        RunningServer.Prepare();
        using RawClient client = new RawClient();
        client.Send(RawClient.Upgrade("/ws", "Sec-WebSocket-Protocol: senml+cbor\r\n"));
        string head = client.ReceiveHead();
        Assert.StartsWith("HTTP/1.1 101 ", head);
        Assert.Contains("\r\nSec-WebSocket-Protocol: senml+cbor\r\n", head);
        for (int i = 0; i < 3; i++)
        {
            byte[] pack = ReceiveMessage(client, Binary);
            Assert.AreEqual(4, pack[0] >> 5, "A pack is a CBOR array");
        }
    }

    [TestMethod]
    public void Echoes_and_closes()
    {
        RunningServer.Prepare();
        using RawClient client = new RawClient();
        client.Send(RawClient.Upgrade("/echo", string.Empty));
        Assert.StartsWith("HTTP/1.1 101 ", client.ReceiveHead());

        // RFC 6455 section 5.7: a masked "Hello".
        client.Send(new byte[] { 0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58 });
        Assert.AreEqual("Hello", Utf8(ReceiveMessage(client, Text)));

        // Code 1000, under a mask of zeros.
        client.Send(new byte[] { 0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8 });
        byte[] close = client.ReceiveFrame(out byte first);
        Assert.AreEqual(Final | CloseOpcode, (int)first);
        Assert.AreEqual(1000, (close[0] << 8) | close[1]);
    }

    /// <summary>Reads a message of any number of fragments; of its payload, the first and what follows of small ones.</summary>
    private static byte[] ReceiveMessage(RawClient client, int opcode)
    {
        byte[] message = client.ReceiveFrame(out byte first);
        Assert.AreEqual(opcode, first & 0x0F);
        while ((first & Final) == 0)
        {
            byte[] more = client.ReceiveFrame(out first);
            Assert.AreEqual(0, first & 0x0F);
            byte[] whole = new byte[message.Length + more.Length];
            message.CopyTo(whole, 0);
            more.CopyTo(whole, message.Length);
            message = whole;
        }

        return message;
    }

    private static string Utf8(byte[] bytes)
    {
        return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
    }
}
