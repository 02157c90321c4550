using System.Text;
using Sensorcast.Http;

namespace Sensorcast.Tests.Unit;

/// <summary>Every case of the handshake tables: whole, byte by byte, and cut in two at every position.</summary>
[TestClass]
public class HandshakeTests
{
    private const int StreamPath = 1;

    private readonly RequestReader _reader = new RequestReader(
        new TokenTable("/", "/ws", "/echo", "/status"), new TokenTable("senml+cbor", "senml+json"));

    private readonly UpgradeDecision _decision = new UpgradeDecision("https://allowed.example");

    [TestMethod]
    public void Real_clients()
    {
        Check(CapturedHandshakes.All);
    }

    [TestMethod]
    public void Upgrades()
    {
        Check(UpgradeHandshakes.All);
    }

    [TestMethod]
    public void Requests()
    {
        Check(RequestHandshakes.All);
    }

    [TestMethod]
    public void There_are_at_least_120_cases()
    {
        Assert.IsTrue(CapturedHandshakes.All.Length + UpgradeHandshakes.All.Length + RequestHandshakes.All.Length >= 120);
    }

    [TestMethod]
    public void Chooses_the_first_subprotocol_offered_that_is_spoken()
    {
        Assert.AreEqual(-1, SubprotocolOf(string.Empty));
        Assert.AreEqual(-1, SubprotocolOf("Sec-WebSocket-Protocol: chat, superchat\r\n"));
        Assert.AreEqual(0, SubprotocolOf("Sec-WebSocket-Protocol: senml+cbor, senml+json\r\n"));
        Assert.AreEqual(1, SubprotocolOf("Sec-WebSocket-Protocol: senml+json,senml+cbor\r\n"));
        Assert.AreEqual(1, SubprotocolOf("Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Protocol: SenML+JSON\r\n"));
        Assert.AreEqual(-1, SubprotocolOf("Sec-WebSocket-Protocol: senml+cbor2\r\n"));
    }

    [TestMethod]
    public void Leaves_the_bytes_that_follow_the_request()
    {
        byte[] request = Encoding.UTF8.GetBytes("GET / HTTP/1.1\r\nHost: board\r\n\r\nGET /next HTTP/1.1\r\n");
        _reader.Reset();
        Assert.AreEqual(31, _reader.Read(request, 0, request.Length));
        Assert.IsTrue(_reader.IsComplete);
        Assert.AreEqual(0, _reader.Read(request, 31, request.Length - 31));
    }

    [TestMethod]
    public void Keeps_the_key()
    {
        SubprotocolOf(string.Empty);
        Assert.AreEqual("dGhlIHNhbXBsZSBub25jZQ==", Encoding.UTF8.GetString(_reader.Key, 0, 24));
    }

    private int SubprotocolOf(string fields)
    {
        byte[] request = Encoding.UTF8.GetBytes("GET /ws" + ServerBench.Upgrade + fields + "\r\n");
        _reader.Reset();
        _reader.Read(request, 0, request.Length);
        Assert.IsTrue(_reader.IsComplete);
        return _reader.Subprotocol;
    }

    private void Check(HandshakeCase[] cases)
    {
        foreach (HandshakeCase handshake in cases)
        {
            byte[] request = Encoding.UTF8.GetBytes(handshake.Request);
            Assert.AreEqual(handshake.Status, StatusOf(request, request.Length), handshake.Name);
            Assert.AreEqual(handshake.Status, StatusByteByByte(request), handshake.Name + ", byte by byte");
            for (int cut = 1; cut < request.Length; cut += TestEffort.CutStride)
            {
                Assert.AreEqual(handshake.Status, StatusOf(request, cut), handshake.Name);
            }
        }
    }

    private int StatusOf(byte[] request, int cut)
    {
        _reader.Reset();
        if (_reader.Read(request, 0, cut) == cut)
        {
            _reader.Read(request, cut, request.Length - cut);
        }

        return Status();
    }

    private int StatusByteByByte(byte[] request)
    {
        _reader.Reset();
        for (int i = 0; i < request.Length && _reader.Read(request, i, 1) == 1; i++)
        {
        }

        return Status();
    }

    private int Status()
    {
        if (_reader.Error != 0)
        {
            return _reader.Error;
        }

        if (!_reader.IsComplete)
        {
            return 0;
        }

        return _decision.Decide(_reader, _reader.Path == StreamPath || _reader.Path == StreamPath + 1);
    }
}
