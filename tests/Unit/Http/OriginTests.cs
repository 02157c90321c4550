using System;
using System.Text;
using Sensorcast.Http;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// Whether a page comes from the host that its request is for, or from one that is allowed, in any spelling.
/// </summary>
[TestClass]
public class OriginTests
{
    private readonly RequestState _request = new RequestState();

    [TestMethod]
    public void A_default_port_may_be_written_out()
    {
        foreach (string host in new string[] { "sensor.local", "192.0.2.1", "[fe80::1]" })
        {
            AreSame(host, "http://" + host);
            AreSame(host, "http://" + host + ":80");
            AreSame(host + ":80", "http://" + host);
            AreSame(host + ":", "http://" + host + ":80");
            AreSame(host + ":0080", "http://" + host);
            AreSame(host, "https://" + host);
            AreSame(host, "https://" + host + ":443");
            AreSame(host + ":443", "https://" + host);
            AreSame(host + ":8080", "http://" + host + ":08080");
            AreSame(host, "ws://" + host);
            AreSame(host + ":443", "wss://" + host);
            AreDifferent(host, "http://" + host + ":443");
            AreDifferent(host, "https://" + host + ":80");
            AreDifferent(host + ":80", "https://" + host);
            AreDifferent(host + ":443", "http://" + host);
            AreDifferent(host + ":443", "http://" + host + ":80");
            AreDifferent(host + ":8080", "http://" + host);
            AreDifferent(host, "http://" + host + ":8080");
            AreDifferent(host + ":80", "http://" + host + ":8080");
            AreDifferent(host, "http://" + host + ":0");
            AreDifferent(host + ":80", "http://" + host + ":65616");
            AreDifferent(host, "http://" + host + ":80:80");
            AreDifferent(host, "http://" + host + "/");
            AreDifferent(host, "http://" + host + "?");
            AreDifferent(host, "http://me@" + host);
            AreDifferent(host, "file://" + host);
            AreDifferent(host, "httpx://" + host);
            AreDifferent(host, "http:/x" + host);
            AreDifferent(host, "http:x/" + host);
            AreDifferent(host, "://" + host);
        }
    }

    [TestMethod]
    public void A_name_has_one_meaning_in_each_case_and_with_the_root_dot()
    {
        AreSame("Sensor.LOCAL", "http://sensor.local");
        AreSame("sensor.local.", "http://sensor.local");
        AreSame("sensor.local", "HTTP://Sensor.Local.:80");
        AreSame("a-b.local.:8080", "http://A-B.local:8080");
        AreSame("localhost.", "https://LOCALHOST");
        AreDifferent("sensor.local", "http://sensor.local..");
        AreDifferent("sensor.local", "http://.sensor.local");
        AreDifferent("sensor.local", "http://sensor-local");
        AreDifferent("sensor.local", "http://sensor.locak");
        AreDifferent("sensor1.local", "http://sensorQ.local");
        AreDifferent("a_b.local", "http://a\u007fb.local");
        AreDifferent("a-b.local", "http://a\rb.local");
        AreDifferent("sensor.local", "http://other.local");
        AreDifferent("sensor.local", "http://sensor.local.evil.example");
        AreDifferent("sensor.local", "http://evil.example/sensor.local");
    }

    [TestMethod]
    public void An_address_has_one_meaning_in_its_short_and_long_forms()
    {
        AreSame("[::1]", "http://[0:0:0:0:0:0:0:1]");
        AreSame("[::1]:80", "http://[0000:0000:0000:0000:0000:0000:0000:0001]");
        AreSame("[2001:DB8:0:0:1:0:0:1]", "http://[2001:db8::1:0:0:1]");
        AreSame("[2001:db8::1:0:0:1]", "http://[2001:0db8:0:0:1::1]:80");
        AreSame("[1::]", "http://[1:0:0:0:0:0:0:0]");
        AreSame("[::]", "http://[0::0]");
        AreSame("[1:2:3:4:5:6:7::]", "http://[1:2:3:4:5:6:7:0]");
        AreSame("[::ffff:192.0.2.1]", "http://[::FFFF:c000:201]");
        AreSame("[::ffff:192.0.2.1]:8080", "http://192.0.2.1:8080");
        AreSame("192.0.2.1", "http://[0:0:0:0:0:ffff:c000:0201]");
        AreSame("[64:ff9b::255.255.255.255]", "http://[64:ff9b::ffff:ffff]");
        AreSame("[fe80::1%25eth0]", "http://[FE80:0::0001%eth0]");
        AreSame("[fe80::1%25]", "http://[fe80::1%2525]");
        AreDifferent("[fe80::1%25]", "http://[fe80::1]");
        AreDifferent("[::1]", "http://[::2]");
        AreDifferent("[::1]", "http://[1::]");
        AreDifferent("[1::2]", "http://[1:2::]");
        AreDifferent("[8000::1]", "http://[::1]");
        AreDifferent("[1::1]", "http://[::1]");
        AreDifferent("[1:2:3:8000:5:6:7:8]", "http://[9:2:3:8000:5:6:7:8]");
        AreDifferent("[::2:3:4:5:6:7:8]", "http://[::9:3:4:5:6:7:8]");
        AreDifferent("[::ffff:192.0.2.1]", "http://192.0.2.2");
        AreDifferent("[::192.0.2.1]", "http://192.0.2.1");
        AreDifferent("[fe80::1%eth0]", "http://[fe80::1%eth1]");
        AreDifferent("[fe80::1%eth0]", "http://[fe80::1]");
        AreDifferent("localhost", "http://[fe80::1%localhost]");
        AreDifferent("[fe80::1%25eth0]", "http://[fe80::1%26eth0]");
        AreDifferent("[fe80::1%25eth0]", "http://[fe80::1%35eth0]");
        AreSame("[fe80::1%251]", "http://[fe80::1%1]");
        AreDifferent("192.0.2.1", "http://192.0.2.01");
        AreDifferent("192.0.2.1", "http://192.0.2.1.evil.example");
        AreDifferent("[::1]", "http://::1");

        // Of an address that was read before, nothing is left.
        RequestReader reader = Reader("board", "http://a.example");
        foreach (string address in new string[] { "[1:2:3:4:5:6:7:8]", "192.0.2.1", "[1:2:3:4:5:6:7:8]", "[::1]" })
        {
            string other = address == "192.0.2.1" ? "[::ffff:192.0.2.1]" : address == "[::1]" ? "[0:0:0:0:0:0:0:1]" : "[1:2::4:5:6:7:8]";
            Assert.AreEqual(address.Length > 10 ? 403 : 101, Status(reader, address, "http://" + other), address);
        }
    }

    [TestMethod]
    public void Allowed_origins_compare_in_the_same_way()
    {
        string[] allowedOrigins = { "https://Site.Example", "https://site.example:443", "HTTPS://site.example.", "https://site.example/" };
        foreach (string allowed in allowedOrigins)
        {
            Assert.AreEqual(101, Status("board.local", "https://site.example", allowed), allowed);
            Assert.AreEqual(101, Status("board.local", "https://SITE.example.:443", allowed), allowed);
            Assert.AreEqual(403, Status("board.local", "http://site.example", allowed), allowed);
            Assert.AreEqual(403, Status("board.local", "https://site.example:80", allowed), allowed);
            Assert.AreEqual(403, Status("board.local", "https://site.example.org", allowed), allowed);
            Assert.AreEqual(403, Status("board.local", "null", allowed), allowed);
        }

        Assert.AreEqual(101, Status("board.local", "http://[0:0::1]:3000", "http://[::1]:3000"));
        Assert.AreEqual(101, Status("board.local", "App://Notes", "app://notes"));
        Assert.AreEqual(403, Status("board.local", "app://notes:80", "app://notes"));
        Assert.AreEqual(403, Status("board.local", "web://notes", "app://notes"));
        Assert.AreEqual(403, Status("board.local", "ws://site.example", "http://site.example"));

        // Each of several counts, whatever its place.
        string[] names = { "board" };
        string[] several = { "https://a.example", "http://b.example:81", "app://notes" };
        AccessRules access = new AccessRules(names, several, null, null);
        RequestReader reader = new RequestReader(TestRoutes.Make(), access, new RequestContent());
        Assert.AreEqual(101, Status(reader, "board.local", "https://a.example"));
        Assert.AreEqual(101, Status(reader, "board.local", "http://b.example:81"));
        Assert.AreEqual(101, Status(reader, "board.local", "app://notes"));
        Assert.AreEqual(403, Status(reader, "board.local", "https://b.example:81"));
    }

    [TestMethod]
    public void A_host_has_at_most_128_bytes()
    {
        string longest = HandshakeCase.Repeat("h", 122) + ".local";
        AreSame(longest, "http://" + longest);
        AreSame(longest, "https://" + longest);
        AreDifferent("h" + longest, "http://h" + longest);
        Assert.AreEqual(403, Status(Reader("board", "http://a.example"), "board", "http://h" + longest));
    }

    [TestMethod]
    public void Host_names_compare_in_the_same_way()
    {
        foreach (string name in new string[] { "board", "Board", "board.", "BOARD." })
        {
            Reader(name, "http://a.example");
            Assert.AreEqual(101, Status(Reader(name, "http://a.example"), "bOARD:80", "http://board."), name);
        }
    }

    [TestMethod]
    public void Requires_that_allowed_origins_are_origins()
    {
        foreach (string origin in new string[]
        {
            string.Empty, "null", "*", "site.example", "//site.example", "https://", "https://site.example/path", "https://site.example?",
            "https://me@site.example",
            "https://site.example:x", "https://site.example:0", "https://[::1", "https://[site]", "https://.",
            "https://b\u00fccher.example",
        })
        {
            Assert.IsFalse(IsAllowed(origin), origin);
        }
    }

    private static bool IsAllowed(string origin)
    {
        try
        {
            return Reader("board", origin) != null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static RequestReader Reader(string name, string allowed)
    {
        AccessRules access = new AccessRules(new string[] { name }, new string[] { allowed }, null, null);
        return new RequestReader(TestRoutes.Make(), access, new RequestContent());
    }

    private void AreSame(string host, string origin)
    {
        Assert.AreEqual(101, Status(host, origin, "http://a.example"), host + " " + origin);
    }

    private void AreDifferent(string host, string origin)
    {
        int status = Status(host, origin, "http://a.example");
        Assert.IsTrue(status == 403 || status == 400, host + " " + origin);
    }

    private int Status(string host, string origin, string allowed)
    {
        return Status(Reader("board", allowed), host, origin);
    }

    /// <summary>The status of an upgrade, which is the same in whichever order the two fields come.</summary>
    private int Status(RequestReader reader, string host, string origin)
    {
        int status = Status(reader, "Host: " + host + "\r\nOrigin: " + origin + "\r\n");
        Assert.AreEqual(status, Status(reader, "Origin: " + origin + "\r\nHost: " + host + "\r\n"), host + " " + origin);
        return status;
    }

    private int Status(RequestReader reader, string fields)
    {
        byte[] request = Encoding.UTF8.GetBytes(
            "GET /ws HTTP/1.1\r\n" + fields
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        _request.Reset();
        reader.Read(_request, request, 0, request.Length);
        return _request.Error != 0 ? _request.Error : UpgradeDecision.Decide(_request, TestRoutes.Make().At(_request.Path));
    }
}
