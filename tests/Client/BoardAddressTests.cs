using Sensorcast.Client;

namespace Sensorcast.Tests.ClientTests;

[TestClass]
public class BoardAddressTests
{
    [TestMethod]
    [DataRow("board.local", "ws://board.local/ws")]
    [DataRow("board.local:8080", "ws://board.local:8080/ws")]
    [DataRow("192.0.2.7", "ws://192.0.2.7/ws")]
    [DataRow("[2001:db8::7]:81", "ws://[2001:db8::7]:81/ws")]
    [DataRow("http://board.local", "ws://board.local/ws")]
    [DataRow("http://board.local/", "ws://board.local/ws")]
    [DataRow("https://board.example/attic/", "wss://board.example/attic/ws")]
    [DataRow("ws://board.local/ws", "ws://board.local/ws")]
    [DataRow("wss://board.example:8443/stream", "wss://board.example:8443/stream")]
    [DataRow("board.local/ws", "ws://board.local/ws")]
    public void Leads_to_the_stream(string text, string url)
    {
        Assert.AreEqual(url, BoardAddress.Parse(text).ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("http://")]
    [DataRow("mqtt://board.local")]
    [DataRow("ws://user:secret@board.local/ws")]
    [DataRow("ws://board.local/ws?token=secret")]
    [DataRow("ws://board.local/ws#part")]
    [DataRow("two words")]
    public void Is_refused(string text)
    {
        Assert.ThrowsExactly<FormatException>(() => BoardAddress.Parse(text));
    }
}
