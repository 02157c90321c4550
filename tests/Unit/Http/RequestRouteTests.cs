using System;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Routes that answer small requests.</summary>
[TestClass]
public class RequestRouteTests
{
    private const string Token = "full-token";
    private const string ReadOnlyToken = "read-only-token";

    [TestMethod]
    public void Answers_with_a_whole_response()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        string answer = bench.Request("GET /config");
        Assert.AreEqual(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 12\r\n"
            + "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nCache-Control: no-store\r\n\r\nperiod "
            + "1000\n",
            answer);
        Assert.IsTrue(bench.Request("HEAD /config").EndsWith("no-store\r\n\r\n"), "HEAD has no body");
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    [TestMethod]
    public void Reads_a_form()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        Assert.IsTrue(bench.Request("POST /config", "Content-Length: 10\r\n", "period=250").EndsWith("\r\n\r\nperiod 250\n"));
        Assert.IsTrue(bench.Request("GET /config").EndsWith("period 250\n"));
        string[] bodies =
        {
            "period=99", "period=60001", "period=", "period", "perio=250", "period=2.5", "period=25%", "period=25%4", "period=+250",
            "PERIOD=250",
        };
        foreach (string body in bodies)
        {
            string answer = bench.Request("POST /config", "Content-Length: " + body.Length + "\r\n", body);
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 422 Unprocessable Content\r\n"), body + ": " + answer);
            Assert.IsTrue(answer.EndsWith("\r\n\r\nperiod is 100 to 60000 milliseconds\n"), answer);
        }

        Assert.IsTrue(bench.Request("GET /config").EndsWith("period 250\n"), "What is refused changes nothing");
        Assert.IsTrue(
            bench.Request("POST /config", "Content-Length: 20\r\n", "a=1&perio%64=%3300&b").EndsWith("period 300\n"),
            "Percent signs are decoded");
    }

    /// <summary>A refusal by a route is counted like one by the server.</summary>
    [TestMethod]
    public void Refusals_of_a_route_are_counted_by_status()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute(), new ShutRoute());
        bench.Request("GET /shut");
        bench.Request("GET /shut");
        bench.Request("GET /config");
        bench.Request("DELETE /config");
        bench.Request("GET /other");
        Assert.AreEqual(2, Refused(bench, HttpStatus.Forbidden));
        Assert.AreEqual(1, Refused(bench, HttpStatus.InternalServerError));
        Assert.AreEqual(1, Refused(bench, HttpStatus.NotFound));
        Assert.AreEqual(0, Refused(bench, HttpStatus.MethodNotAllowed));
    }

    [TestMethod]
    public void Reads_a_request_in_any_pieces()
    {
        const string Whole =
            "POST /config?count=2&name=%3Cb%3E HTTP/1.1\r\nHost: board\r\nAccept: \t text/plain \r\nX-Other: 1\r\naccept: */*\r\nCookie: "
                + "a=1\r\n"
            + "Content-Length: 10\r\n\r\nperiod=500";
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        for (int cut = 0; cut <= Whole.Length; cut++)
        {
            MemoryTransport client = bench.Connect(Whole.Substring(0, cut));
            client.Say(Whole.Substring(cut));
            bench.Run();
            string answer = client.TakeText();
            Assert.IsTrue(answer.EndsWith("period 500\nperiod 500\n&lt;b&gt;accept=text/plain, */*;cookie=a=1;"), cut + ": " + answer);
        }

        MemoryTransport slow = bench.Listener.Connect();
        foreach (char c in Whole)
        {
            slow.Say(c.ToString());
            bench.Run();
        }

        Assert.IsTrue(slow.TakeText().EndsWith("cookie=a=1;"));
    }

    [TestMethod]
    public void Answers_503_when_there_is_no_memory_for_the_request()
    {
        RouteBench bench = new RouteBench(2, new HugeRoute(), new StaticRoute("/page", "text/html", new byte[10]));
        for (int i = 0; i < 3; i++)
        {
            string answer = bench.Request("POST /huge", "Content-Length: 5\r\n", "12345");
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 503 Service Unavailable\r\n"), answer);
            Assert.IsTrue(answer.IndexOf("\r\nRetry-After: ") > 0, answer);
            CheckStatus(bench, 503, "GET /huge?query", string.Empty);
            CheckStatus(bench, 503, "GET /huge/below", string.Empty);
            CheckStatus(bench, 200, "HEAD /page", string.Empty);
            Assert.AreEqual(0, bench.Server.ClientCount);
        }
    }

    [TestMethod]
    public void Refuses_bodies_that_it_cannot_take()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute(), new StaticRoute("/page", "text/html", new byte[10]));
        CheckStatus(bench, 413, "POST /config", "Content-Length: 65\r\n");
        CheckStatus(bench, 413, "POST /config", "Content-Length: 99999999999999999999\r\n");
        CheckStatus(bench, 411, "POST /config", "Transfer-Encoding: chunked\r\n");
        CheckStatus(bench, 400, "POST /config", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n");
        CheckStatus(bench, 400, "POST /config", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n");
        CheckStatus(bench, 400, "POST /config", "Content-Length: 4\r\nContent-Length: 4\r\n");
        CheckStatus(bench, 400, "POST /config", "Content-Length: 4, 4\r\n");
        CheckStatus(bench, 400, "POST /config", "Content-Length: -4\r\n");
        CheckStatus(bench, 413, "GET /config", "Content-Length: 4\r\n");
        CheckStatus(bench, 405, "POST /page", "Content-Length: 4\r\n");
        CheckStatus(bench, 404, "POST /nothing", "Content-Length: 4\r\n");
        CheckStatus(bench, 431, "GET /config", "Cookie: " + HandshakeCase.Repeat("c", 513) + "\r\n");
        Assert.IsTrue(bench.Request("PUT /config").Contains("\r\nAllow: GET, HEAD, POST, DELETE\r\n"));
        Assert.IsTrue(bench.Request("POST /page").Contains("\r\nAllow: GET, HEAD\r\n"));
        bench.Run(200);
        Assert.IsTrue(bench.Request("BREW /config").Contains("\r\nAllow: GET, HEAD\r\n"), "Which path is meant is not read then");
        Assert.IsTrue(bench.Request("GET /config").EndsWith("period 1000\n"), "The shared place is free again");
    }

    [TestMethod]
    public void A_page_of_another_site_may_not_post()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        CheckStatus(bench, 403, "POST /config", "Origin: http://evil.example\r\nContent-Length: 10\r\n", "period=111");
        CheckStatus(bench, 403, "POST /config", "Origin: null\r\nContent-Length: 10\r\n", "period=111");
        CheckStatus(bench, 200, "POST /config", "Origin: http://board\r\nContent-Length: 10\r\n", "period=222");
        Assert.IsTrue(bench.Request("GET /config").EndsWith("period 222\n"));
    }

    [TestMethod]
    public void A_change_requires_the_full_token()
    {
        ServerOptions options = new ServerOptions { MaxClients = 2, Token = Token, ReadOnlyToken = ReadOnlyToken };
        RouteBench bench = new RouteBench(options, new PeriodRoute(), new StaticRoute("/page", "text/html", Hex.Parse("3c 70 3e")));
        CheckStatus(bench, 401, "GET /page", string.Empty);
        CheckStatus(bench, 200, "GET /page", "Authorization: Bearer " + ReadOnlyToken + "\r\n");
        CheckStatus(bench, 401, "POST /config", "Content-Length: 10\r\n", "period=222");
        CheckStatus(bench, 403, "POST /config", "Authorization: Bearer " + ReadOnlyToken + "\r\nContent-Length: 10\r\n", "period=222");
        Assert.AreEqual(1, Refused(bench, HttpStatus.Forbidden));
        CheckStatus(bench, 200, "POST /config", "Authorization: Bearer " + Token + "\r\nContent-Length: 10\r\n", "period=222");
    }

    [TestMethod]
    public void A_route_that_throws_is_answered_500()
    {
        RouteBench bench = new RouteBench(2, new PeriodRoute());
        CheckStatus(bench, 500, "DELETE /config", string.Empty);
        Assert.AreEqual(1L, bench.Server.Counters.RouteFailures);
        Assert.AreEqual("/config", bench.Server.Counters.FailedRoute);
        Assert.IsTrue(bench.Log.Text.Contains("/config") && bench.Log.Text.Contains("Out of order"), bench.Log.Text);
        CheckStatus(bench, 500, "GET /config?count=200", string.Empty);
        Assert.IsTrue(bench.Log.Text.Contains("longer than 2,048 bytes"), bench.Log.Text);
        CheckStatus(bench, 200, "GET /config?count=170", string.Empty);
    }

    [TestMethod]
    public void Paths_that_are_wrong_are_refused_at_once()
    {
        string[] paths =
        {
            string.Empty, "config", "/a b", "/a?b", "/\u00e4", "//", "/a//b", "/../a", "/a/.", "/a/..", "/%41", "/{", "/[",
            "/" + HandshakeCase.Repeat("a", 64),
        };
        foreach (string path in paths)
        {
            Assert.IsTrue(IsRefused(new RouteBench(1), path), path);
        }

        Assert.IsFalse(IsRefused(new RouteBench(1), "/" + HandshakeCase.Repeat("a", 63)));
        Assert.IsFalse(IsRefused(new RouteBench(1), "/a/b-c._~/AZ/09/az/..."));
        Assert.IsFalse(IsRefused(new RouteBench(1), "/.a/a."));
        Assert.IsTrue(IsRefused(new RouteBench(1, new PeriodRoute()), "/config"), "Two routes with one path");
    }

    [TestMethod]
    public void A_route_is_too_late_after_the_start()
    {
        RouteBench bench = new RouteBench(1);
        bench.Run();
        bool isRefused = false;
        try
        {
            bench.Server.Add(new PeriodRoute());
        }
        catch (InvalidOperationException e)
        {
            isRefused = e.Message.Contains("/config");
        }

        Assert.IsTrue(isRefused);
    }

    private static bool IsRefused(RouteBench bench, string path)
    {
        try
        {
            bench.Server.Add(new PeriodRoute(path));
            return false;
        }
        catch (ArgumentException e)
        {
            return e.Message.Contains(path);
        }
    }

    private static void CheckStatus(RouteBench bench, int status, string requestLine, string fields, string body = "")
    {
        string answer = bench.Request(requestLine, fields, body);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 " + status + " "), requestLine + " " + fields + ": " + answer);
        bench.Run(200);
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    private static int Refused(RouteBench bench, int status)
    {
        uint[] refusals = bench.Server.Counters.Refusals;
        for (int i = 0; i < refusals.Length; i++)
        {
            if (ServerCounters.StatusOfRefusal(i) == status)
            {
                return (int)refusals[i];
            }
        }

        return -1;
    }

    private sealed class ShutRoute : RequestRoute
    {
        internal ShutRoute()
            : base("/shut", HttpMethod.Get)
        {
        }

        protected override void Respond(Request request, Response response)
        {
            response.Refuse(HttpStatus.Forbidden, "shut");
        }
    }
}
