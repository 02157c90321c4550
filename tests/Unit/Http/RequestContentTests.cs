using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>What is kept of a request for its route: all of it, up to the limits, and nothing of another request.</summary>
[TestClass]
public class RequestContentTests
{
    private const int MaxBodySize = 600;

    [TestMethod]
    public void All_that_a_route_keeps_may_have_its_maximum_size()
    {
        // The largest route has its place, whatever others are added before and after.
        KeepingRoute large = new KeepingRoute("/large", MaxBodySize);
        RouteBench bench = new RouteBench(
            1, new KeepingRoute("/less", 0), large, new KeepingRoute("/small", 64), new KeepingRoute("/last", 0));
        string subpath = HandshakeCase.Repeat("s", 136 - 7);
        string query = HandshakeCase.Repeat("q", 256 - 136 - 1);
        string cookie = HandshakeCase.Repeat("c", 512);
        string request = "POST /large/" + subpath + "?" + query;
        string fields = "Cookie: " + cookie + "\r\nContent-Length: " + MaxBodySize + "\r\n";
        string answer = bench.Request(request, fields, HandshakeCase.Repeat("b", MaxBodySize));
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 "), answer);
        Assert.AreEqual(subpath, large.Subpath);
        Assert.IsTrue(large.HasQuery(query));
        Assert.AreEqual(cookie, large.Cookie);
        Assert.IsTrue(large.IsBodyOf('b', MaxBodySize));

        Assert.IsTrue(bench.Request(request + "q").StartsWith("HTTP/1.1 414 "));
        Assert.IsTrue(bench.Request(request.Substring(0, request.Length - 1), "X-A: a\r\n" + fields).StartsWith("HTTP/1.1 431 "));
    }

    /// <summary>What does not fit is refused, and not left out.</summary>
    [TestMethod]
    public void A_field_that_comes_again_goes_on_after_a_comma_or_is_refused()
    {
        KeepingRoute route = new KeepingRoute("/keep", 0);
        RouteBench bench = new RouteBench(1, route);
        bench.Request("GET /keep", "Cookie: a=1\r\nX-A: 2 \r\nCookie:\tb=2\t\r\nCookie:\r\nCOOKIE: c\r\n");
        Assert.AreEqual("a=1, b=2,, c", route.Cookie);
        Assert.AreEqual("2", route.Other);
        string[] lengths = { "254", "255", "300", "510", "512" };
        foreach (string length in lengths)
        {
            string fields = "Cookie: " + HandshakeCase.Repeat("c", int.Parse(length)) + "\r\nCookie: d\r\n";
            string answer = bench.Request("GET /keep", fields);
            Assert.IsTrue(answer.StartsWith(length == "254" ? "HTTP/1.1 200 " : "HTTP/1.1 431 "), length + ": " + answer);
            Assert.IsTrue(length != "254" || route.Cookie.EndsWith("c, d"), route.Cookie);
            bench.Run(200);
        }

        Assert.IsTrue(bench.Request("GET /keep", "Cookie:\r\n").StartsWith("HTTP/1.1 200 "), "An empty one");
        Assert.IsNull(route.Cookie);
    }

    [TestMethod]
    public void A_value_keeps_the_white_space_within_it_however_it_is_cut()
    {
        KeepingRoute route = new KeepingRoute("/keep", 0);
        RouteBench bench = new RouteBench(1, route);
        const string Whole = "GET /keep HTTP/1.1\r\nHost: board\r\nCookie:  a \t b \r\n\r\n";
        for (int cut = Whole.IndexOf("Cookie"); cut < Whole.Length; cut++)
        {
            MemoryTransport client = bench.Connect(Whole.Substring(0, cut));
            client.Say(Whole.Substring(cut));
            bench.Run();
            Assert.AreEqual("a \t b", route.Cookie);
        }
    }

    [TestMethod]
    public void Nothing_is_left_of_the_request_before()
    {
        KeepingRoute route = new KeepingRoute("/keep", 20);
        RouteBench bench = new RouteBench(1, route);
        bench.Request("POST /keep/below?q", "Cookie: a\r\nContent-Length: 4\r\n", "bbbb");
        Assert.IsTrue(route.IsBodyOf('b', 4) && route.HasQuery("q") && route.Subpath == "below" && route.Cookie == "a");
        bench.Request("GET /keep", "X-A: b\r\n");
        Assert.IsTrue(route.IsBodyOf('b', 0) && route.HasQuery(string.Empty));
        Assert.AreEqual(string.Empty, route.Subpath);
        Assert.IsNull(route.Cookie);
    }

    /// <summary>RFC 3986 section 2.1: two hexadecimal digits follow a percent sign, within the path.</summary>
    [TestMethod]
    public void What_is_below_a_path_is_decoded()
    {
        KeepingRoute route = new KeepingRoute("/keep", 0);
        RouteBench bench = new RouteBench(1, route);
        string[] subpaths = { "abcd", "%4a%4B", "%4", "%", "%4g", "%g4", "x%4", "x%", "%%41", "%41", "%2525" };
        string[] expected = { "abcd", "JK", null, null, null, null, null, null, null, "A", "%25" };
        for (int i = 0; i < subpaths.Length; i++)
        {
            string answer = bench.Request("GET /keep/" + subpaths[i]);
            Assert.IsTrue(answer.StartsWith(expected[i] == null ? "HTTP/1.1 400 " : "HTTP/1.1 200 "), subpaths[i]);
            Assert.IsTrue(expected[i] == null || route.Subpath == expected[i], subpaths[i]);
            bench.Run(200);
        }
    }

    /// <summary>A request that has lost the buffer does not change what the next one keeps there.</summary>
    [TestMethod]
    public void A_request_that_has_lost_the_place_touches_nothing_of_the_next_one()
    {
        KeepingRoute route = new KeepingRoute("/keep", 20);
        RouteBench bench = new RouteBench(2, route);
        const string Start = "POST /keep?q HTTP/1.1\r\nHost: board\r\nContent-Length: 10\r\n";
        MemoryTransport slow = bench.Connect(Start);
        bench.Run(1000);
        MemoryTransport next = bench.Connect(Start + "Cookie: a=1\r\n\r\n12345");
        slow.Say("Cookie: b\r\n\r\n");
        bench.Run();
        Assert.IsTrue(slow.TakeText().StartsWith("HTTP/1.1 503 "));
        next.Say("67890");
        bench.Run();
        Assert.IsTrue(next.TakeText().StartsWith("HTTP/1.1 200 "));
        Assert.AreEqual("a=1", route.Cookie);
        Assert.IsTrue(route.HasQuery("q"));
    }

    [TestMethod]
    public void The_longest_matching_path_counts()
    {
        foreach (bool isFirst in new bool[] { true, false })
        {
            KeepingRoute upper = new KeepingRoute("/a", 0);
            KeepingRoute lower = new KeepingRoute("/a/b", 0);
            RouteBench bench = isFirst ? new RouteBench(1, upper, lower) : new RouteBench(1, lower, upper);
            bench.Request("GET /a/b/c");
            bench.Request("GET /a/d/e");
            Assert.AreEqual("c", lower.Subpath);
            Assert.AreEqual("d/e", upper.Subpath);
            Assert.IsTrue(bench.Request("GET /x/b").StartsWith("HTTP/1.1 404 "));
            Assert.IsTrue(bench.Request("GET /ab/c").StartsWith("HTTP/1.1 404 "));
        }
    }

    [TestMethod]
    public void A_field_that_has_lost_the_place_within_its_value_does_not_go_on()
    {
        KeepingRoute route = new KeepingRoute("/keep", 20);
        RouteBench bench = new RouteBench(2, route);
        MemoryTransport slow = bench.Connect("GET /keep HTTP/1.1\r\nHost: board\r\nCookie: a");
        bench.Run(1000);
        MemoryTransport next = bench.Connect("GET /keep HTTP/1.1\r\nHost: board\r\nCookie: b");
        slow.Say("c");
        bench.Run();
        next.Say("d\r\n\r\n");
        slow.Say("e\r\n\r\n");
        bench.Run();
        Assert.IsTrue(slow.TakeText().StartsWith("HTTP/1.1 503 "));
        Assert.IsTrue(next.TakeText().StartsWith("HTTP/1.1 200 "));
        Assert.AreEqual("bd", route.Cookie);
    }

    [TestMethod]
    public void A_route_names_its_limits()
    {
        Refusal.Check(() => new KeepingRoute("/keep", -1));
        Refusal.Check(() => new KeepingRoute("/keep", 0, HttpMethod.Other));
        Refusal.Check(() => new KeepingRoute("/keep", int.MaxValue));
        Refusal.Check(() => new NamingRoute("a", "b", "c", "d", "e"));
        Refusal.Check(() => new NamingRoute("accept", "host"));
        Refusal.Check(() => new NamingRoute("authorization"));
        Assert.IsTrue(new NamingRoute("a", "b", "c", "d") != null);
        Assert.IsTrue(new KeepingRoute("/keep", RequestContent.MaxBodySize) != null);
    }

    [TestMethod]
    public void A_route_without_GET_takes_no_HEAD()
    {
        RouteBench bench = new RouteBench(1, new KeepingRoute("/keep", 20, HttpMethod.Post));
        Assert.IsTrue(bench.Request("HEAD /keep").StartsWith("HTTP/1.1 405 "));
        Assert.IsTrue(bench.Request("PUT /keep").IndexOf("\r\nAllow: POST\r\n") > 0);
    }

    [TestMethod]
    public void An_unknown_expectation_is_ignored()
    {
        RouteBench bench = new RouteBench(1, new KeepingRoute("/keep", 20));
        foreach (string expectation in new string[] { "other", "100-continue, 100-continue" })
        {
            string fields = "Expect: " + expectation + "\r\nContent-Length: 1\r\n\r\n";
            MemoryTransport client = bench.Connect("POST /keep HTTP/1.1\r\nHost: board\r\n" + fields);
            Assert.AreEqual(expectation == "other" ? string.Empty : "HTTP/1.1 100 Continue\r\n\r\n", client.TakeText());
            client.Say("x");
            bench.Run();
            Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 200 "), expectation);
        }
    }

    /// <summary>A body that has come already needs no 100 (RFC 9110 section 10.1.1).</summary>
    [TestMethod]
    public void A_body_that_has_arrived_is_not_requested()
    {
        RouteBench bench = new RouteBench(1, new KeepingRoute("/keep", 20));
        const string Expect = "Expect: 100-continue\r\n";
        Assert.IsTrue(bench.Request("POST /keep", Expect + "Content-Length: 1\r\n", "x").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(bench.Request("POST /keep", Expect + "Content-Length: 0\r\n").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(bench.Request("GET /keep", Expect).StartsWith("HTTP/1.1 200 "));
        MemoryTransport client = bench.Connect("POST /keep HTTP/1.1\r\nHost: board\r\n" + Expect + "Content-Length: 2\r\n\r\nx");
        Assert.AreEqual(string.Empty, client.TakeText());
        client.Say("y");
        bench.Run();
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 200 "));

        // HTTP/1.0 knows no 100.
        client = bench.Connect("POST /keep HTTP/1.0\r\nHost: board\r\n" + Expect + "Content-Length: 1\r\n\r\n");
        Assert.AreEqual(string.Empty, client.TakeText());
    }

    /// <summary>A body is a text when it is UTF-8 and has no NUL.</summary>
    [TestMethod]
    public void A_body_is_a_text_or_is_not()
    {
        NamingRoute route = new NamingRoute();
        RouteBench bench = new RouteBench(1, route);
        CheckText(bench, route, "text", "74 65 78 74");
        CheckText(bench, route, string.Empty, string.Empty);
        CheckText(bench, route, "\u00e4", "c3 a4");
        CheckText(bench, route, null, "c3");
        CheckText(bench, route, null, "74 ff");
        CheckText(bench, route, null, "00");
        CheckText(bench, route, null, "74 00 74");
        CheckText(bench, route, "t", "74");
    }

    private static void CheckText(RouteBench bench, NamingRoute route, string expected, string body)
    {
        byte[] bytes = Hex.Parse(body);
        MemoryTransport client = bench.Listener.Connect();
        client.Say("POST /name HTTP/1.1\r\nHost: board\r\nContent-Length: " + bytes.Length + "\r\n\r\n");
        client.Say(bytes);
        bench.Run();
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 200 "), body);
        Assert.AreEqual(expected != null, route.IsText, body);
        Assert.AreEqual(expected, route.Text, body);
    }

    /// <summary>Names fields, and reads its body as a text.</summary>
    private sealed class NamingRoute : RequestRoute
    {
        internal NamingRoute(params string[] fields)
            : base("/name", HttpMethod.Post, 20, fields)
        {
        }

        internal bool IsText { get; private set; }

        internal string Text { get; private set; }

        protected override void Respond(Request request, Response response)
        {
            IsText = request.TryGetText(out string text);
            Text = text;
        }
    }

    /// <summary>Keeps the last request.</summary>
    private sealed class KeepingRoute : RequestRoute
    {
        private static readonly string[] Fields = { "cookie", "x-a" };

        private string _query;
        private byte[] _body;

        internal KeepingRoute(string path, int maxBodySize, HttpMethod methods = HttpMethod.Get | HttpMethod.Post)
            : base(path, methods, maxBodySize, Fields)
        {
        }

        internal string Subpath { get; private set; }

        internal string Cookie { get; private set; }

        internal string Other { get; private set; }

        protected override bool IncludesSubpaths => true;

        internal bool HasQuery(string name)
        {
            return _query == name;
        }

        internal bool IsBodyOf(char c, int size)
        {
            bool isSame = _body.Length == size;
            foreach (byte next in _body)
            {
                isSame &= next == c;
            }

            return isSame;
        }

        protected override void Respond(Request request, Response response)
        {
            Subpath = request.Subpath;
            Cookie = request.Field("cookie");
            Other = request.Field("x-a");
            _query = string.Empty;
            foreach (string name in new string[] { "q", HandshakeCase.Repeat("q", 119) })
            {
                _query = request.Query.Has(name) ? name : _query;
            }

            _body = Hex.Slice(request.Body, request.BodyStart, request.BodyLength);
            response.Write("kept");
        }
    }
}
