namespace Sensorcast.Tests.ConformanceTests;

/// <summary>
/// Sections 12 and 13 of the suite are about permessage-deflate (RFC 7692). Its window alone costs more memory than a board has for a
/// client, so it is declined: the server answers as if nothing had been offered, and nothing is compressed.
/// </summary>
[TestClass]
public class CompressionTests
{
    private const int ProtocolError = 1002;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    [TestMethod]
    [DataRow("permessage-deflate")]
    [DataRow("permessage-deflate; client_max_window_bits")]
    [DataRow("permessage-deflate; client_no_context_takeover; server_no_context_takeover; server_max_window_bits=9")]
    [DataRow("permessage-deflate; server_max_window_bits=8, permessage-deflate; client_max_window_bits, permessage-deflate")]
    [DataRow("x-webkit-deflate-frame")]
    public void Is_declined_when_offered(string offer)
    {
        using var client = new RawWebSocket(LiveHost.Port, $"Sec-WebSocket-Extensions: {offer}\r\n");

        client.Send(ClientFrame.Build(Opcode.Text, "not compressed"));
        client.WaitFor(c => c.ReceivedCount == 1 || c.IsOver, Wait);

        Assert.DoesNotContain("extensions", client.Head.ToLowerInvariant());
        Assert.IsNull(client.Violation);
        Assert.HasCount(1, client.Received);
        Assert.IsTrue(client.Received[0].IsSameAs(Answer.Text("not compressed")));
    }

    /// <summary>The first reserved bit marks a compressed message: without the extension it means nothing.</summary>
    [TestMethod]
    public void Is_refused_when_used_without_agreement()
    {
        using var client = new RawWebSocket(LiveHost.Port, "Sec-WebSocket-Extensions: permessage-deflate\r\n");

        client.Send(ClientFrame.Build(Opcode.Text, [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], rsv: 4));
        client.WaitFor(c => c.IsOver, Wait);

        Assert.AreEqual(new ServerClose(ProtocolError), client.Close);
    }
}
