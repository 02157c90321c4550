using System;
using System.Text;
using Sensorcast.Http;
using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit;

/// <summary>Every case of the handshake tables: whole, byte by byte, and cut in two at every position.</summary>
[TestClass]
public class HandshakeTests
{
    private static readonly ResourceTable Routes = TestRoutes.Make();

    private readonly RequestReader _reader = new RequestReader(
        Routes,
        new AccessRules(new string[] { "board", "sensors.example.org" }, new string[] { "https://allowed.example" }, null, null),
        new RequestContent());

    private readonly RequestState _request = new RequestState();

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
    public void Hosts()
    {
        Check(HostHandshakes.All);
    }

    [TestMethod]
    public void Tokens_that_nothing_requires()
    {
        Check(TokenHandshakes.All);
    }

    [TestMethod]
    public void Takes_host_names_as_requests_have_them()
    {
        string longest = HandshakeCase.Repeat("h", 128);
        foreach (string name in new string[] { "xn--bcher-kva.example", "Board", "board.", "192.0.2.1", longest })
        {
            Assert.IsTrue(IsHostName(name), name);
        }

        string[] others = { string.Empty, ".", "board:80", "[::1]", "http://board", "b\u00fccher.example", "a board", longest + "h" };
        foreach (string name in others)
        {
            Assert.IsFalse(IsHostName(name), name);
        }
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
    public void Knows_a_browser_that_has_the_page_already()
    {
        Assert.IsTrue(HasThePage("\"0123456789abcdef\""));
        Assert.IsTrue(HasThePage("W/\"0123456789abcdef\""));
        Assert.IsTrue(HasThePage("\"a\", \"0123456789abcdef\",W/\"b\""));
        Assert.IsTrue(HasThePage("\"a,b\", W/\"\"\r\nIf-None-Match: \"0123456789abcdef\""));
        Assert.IsTrue(HasThePage("*"));
        Assert.IsFalse(HasThePage(string.Empty));
        Assert.IsFalse(HasThePage("0123456789abcdef"));
        Assert.IsFalse(HasThePage("\"0123456789ABCDEF\""));
        Assert.IsFalse(HasThePage("\"0123456789abcde\""));
        Assert.IsFalse(HasThePage("\"0123456789abcdef0\""));
        Assert.IsFalse(HasThePage("w/\"0123456789abcdef\""));
        Assert.IsFalse(HasThePage("Wx\"0123456789abcdef\""));
        Assert.IsFalse(HasThePage("a"));
        Assert.IsFalse(HasThePage("W/W/\"0123456789abcdef\""));
        Assert.IsFalse(HasThePage("\"*\", W/, W/*, **"));
        Assert.IsFalse(HasThePage("\"0123456789abcdef\"" + HandshakeCase.Repeat("x", 200)));
    }

    [TestMethod]
    public void Leaves_the_bytes_that_follow_the_request()
    {
        byte[] request = Encoding.UTF8.GetBytes("GET / HTTP/1.1\r\nHost: board\r\n\r\nGET /next HTTP/1.1\r\n");
        _request.Reset();
        Assert.AreEqual(31, _reader.Read(_request, request, 0, request.Length));
        Assert.IsTrue(_request.IsComplete);
        Assert.AreEqual(0, _reader.Read(_request, request, 31, request.Length - 31));
    }

    [TestMethod]
    public void Keeps_the_key()
    {
        SubprotocolOf(string.Empty);
        Assert.AreEqual("dGhlIHNhbXBsZSBub25jZQ==", Encoding.UTF8.GetString(_request.KeyBuffer, RequestState.KeyOffset, 24));
    }

    /// <summary>The field, whole and byte by byte.</summary>
    private bool HasThePage(string ifNoneMatch)
    {
        byte[] request = Encoding.UTF8.GetBytes("GET / HTTP/1.1\r\nHost: board\r\nIf-None-Match: " + ifNoneMatch + "\r\n\r\n");
        Assert.AreEqual(200, StatusByteByByte(request));
        bool isMatch = _request.EntityTagMatches;
        Assert.AreEqual(200, StatusOf(request, request.Length));
        Assert.AreEqual(isMatch, _request.EntityTagMatches, ifNoneMatch);
        return isMatch;
    }

    private static bool IsHostName(string name)
    {
        try
        {
            SensorOptions defaults = new SensorOptions();
            return new AccessRules(new string[] { name }, defaults.AllowedOrigins, null, null) != null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private int SubprotocolOf(string fields)
    {
        byte[] request = Encoding.UTF8.GetBytes("GET /ws" + ServerBench.Upgrade + fields + "\r\n");
        _request.Reset();
        _reader.Read(_request, request, 0, request.Length);
        Assert.IsTrue(_request.IsComplete);
        return _request.Subprotocol;
    }

    private void Check(HandshakeCase[] cases)
    {
        foreach (HandshakeCase handshake in cases)
        {
            byte[] request = handshake.Bytes();
            Assert.AreEqual(handshake.Status, StatusOf(request, request.Length), handshake.Name);
            Assert.AreEqual(handshake.Status, StatusByteByByte(request), handshake.Name + ", byte by byte");
            for (int cut = 1; cut < request.Length; cut += TestEffort.StrideOf(request))
            {
                Assert.AreEqual(handshake.Status, StatusOf(request, cut), handshake.Name);
            }
        }
    }

    private int StatusOf(byte[] request, int cut)
    {
        _request.Reset();
        if (_reader.Read(_request, request, 0, cut) == cut)
        {
            _reader.Read(_request, request, cut, request.Length - cut);
        }

        return Status();
    }

    private int StatusByteByByte(byte[] request)
    {
        _request.Reset();
        for (int i = 0; i < request.Length && _reader.Read(_request, request, i, 1) == 1; i++)
        {
        }

        return Status();
    }

    private int Status()
    {
        if (_request.Error != 0)
        {
            return _request.Error;
        }

        if (!_request.IsComplete)
        {
            return 0;
        }

        return UpgradeDecision.Decide(_request, Routes.At(_request.Path));
    }
}
