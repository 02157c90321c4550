using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit;

/// <summary>What a request gets, by its token.</summary>
[TestClass]
public class ServerTokenTests
{
    private const string Full = "full-token";
    private const string ReadOnly = "read-only-token";

    [TestMethod]
    public void Is_open_by_default_whatever_is_offered()
    {
        ServerBench bench = Bench(null, null);
        CheckAll(bench, "200", "101", string.Empty);
        CheckAll(bench, "200", "101", TokenHandshakes.WrongBearer);
        CheckAll(bench, "200", "101", TokenHandshakes.WrongEntry);
    }

    [TestMethod]
    public void A_full_token_by_itself_leaves_reading_open()
    {
        ServerBench bench = Bench(Full, null);
        CheckAll(bench, "200", "101", string.Empty);
        CheckAll(bench, "200", "101", TokenHandshakes.FullBearer);
        CheckAll(bench, "200", "101", TokenHandshakes.FullEntry);
        CheckAll(bench, "200", "101", "Authorization: Basic dXNlcjpwYXNzd29yZA==\r\n");
        Assert.AreEqual("401", Status(bench, TokenHandshakes.Upgrade(TokenHandshakes.WrongEntry)));
    }

    [TestMethod]
    public void A_read_only_token_closes_all_but_the_page()
    {
        ServerBench bench = Bench(null, ReadOnly);
        CheckAll(bench, "401", "401", string.Empty);
        CheckAll(bench, "200", "101", TokenHandshakes.ReadOnlyBearer);
        CheckAll(bench, "200", "101", TokenHandshakes.ReadOnlyEntry);
    }

    [TestMethod]
    public void Both_tokens_open_all_to_read()
    {
        ServerBench bench = Bench(Full, ReadOnly);
        CheckAll(bench, "401", "401", string.Empty);
        CheckAll(bench, "200", "101", TokenHandshakes.ReadOnlyEntry);
        CheckAll(bench, "200", "101", TokenHandshakes.FullEntry);
    }

    [TestMethod]
    public void Never_names_the_token_as_the_subprotocol()
    {
        ServerBench bench = Bench(Full, ReadOnly);
        Assert.IsTrue(
            Answer(bench, TokenHandshakes.Upgrade(TokenHandshakes.ReadOnlyEntry)).Contains("\r\nSec-WebSocket-Protocol: senml+cbor\r\n"));
        Assert.IsFalse(
            Answer(bench, TokenHandshakes.Upgrade("Sec-WebSocket-Protocol: token.ZnVsbC10b2tlbg\r\n")).Contains("Sec-WebSocket-Protocol"));
    }

    [TestMethod]
    public void Says_what_is_wrong()
    {
        ServerBench bench = Bench(Full, ReadOnly);
        string missing = Answer(bench, TokenHandshakes.Get(string.Empty));
        Assert.IsTrue(missing.Contains("\r\nWWW-Authenticate: Bearer realm=\"sensorcast\"\r\n"), missing);
        string wrong = Answer(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer));
        Assert.IsTrue(wrong.StartsWith("HTTP/1.1 401 Unauthorized\r\n"), wrong);
        Assert.IsTrue(wrong.Contains("\r\nWWW-Authenticate: Bearer realm=\"sensorcast\", error=\"invalid_token\"\r\n"), wrong);
        Assert.IsTrue(wrong.Contains("\r\nCache-Control: no-store\r\n"), wrong);
        string tooMany = Answer(bench, TokenHandshakes.Get(TokenHandshakes.FullBearer));
        Assert.IsTrue(tooMany.StartsWith("HTTP/1.1 429 Too Many Requests\r\n"), tooMany);
        Assert.IsTrue(tooMany.Contains("\r\nRetry-After: 1\r\n"), tooMany);
    }

    [TestMethod]
    public void Makes_a_guesser_wait_twice_as_long_each_time_up_to_a_minute()
    {
        ServerBench bench = Bench(Full, null);
        int[] seconds = { 1, 2, 4, 8, 16, 32, 60, 60 };
        foreach (int wait in seconds)
        {
            Assert.AreEqual("401", Status(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer)));
            Assert.IsTrue(Answer(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer)).Contains("\r\nRetry-After: " + wait + "\r\n"));
            bench.Run((wait * 1000) - 50);

            // A token that is offered meanwhile is not checked, and does not extend the wait.
            Assert.AreEqual("429", Status(bench, TokenHandshakes.Get(TokenHandshakes.FullBearer)));
            Assert.AreEqual("429", Status(bench, TokenHandshakes.Upgrade(TokenHandshakes.WrongEntry)));
            Assert.AreEqual("200", Status(bench, TokenHandshakes.Get(string.Empty)));
            bench.Run(50);
        }

        // The right one is accepted as soon as the wait is over, and resets nothing.
        Assert.AreEqual("200", Status(bench, TokenHandshakes.Get(TokenHandshakes.FullBearer)));
        Assert.AreEqual("401", Status(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer)));
        Assert.IsTrue(Answer(bench, TokenHandshakes.Get(TokenHandshakes.FullBearer)).Contains("\r\nRetry-After: 60\r\n"));

        // Ten minutes without a guess do.
        bench.Clock.Milliseconds += 11 * 60 * 1000;
        Assert.AreEqual("401", Status(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer)));
        Assert.IsTrue(Answer(bench, TokenHandshakes.Get(TokenHandshakes.FullBearer)).Contains("\r\nRetry-After: 1\r\n"));
    }

    /// <summary>How long ago the wait ended does not shorten the next one, until ten minutes have passed.</summary>
    [TestMethod]
    public void Remembers_a_guess_for_ten_minutes_after_its_wait()
    {
        const int MemoryTime = 10 * 60 * 1000;
        int[] pauses = { 0, 900, 1_000, 60_000, MemoryTime - 1_000 };
        foreach (int pause in pauses)
        {
            Assert.AreEqual(2, SecondWait(pause), pause + " ms");
        }

        Assert.AreEqual(1, SecondWait(MemoryTime + 1_000));
    }

    [TestMethod]
    public void One_address_does_not_delay_another()
    {
        ServerBench bench = Bench(Full, null);
        Assert.AreEqual("401", Status(bench, "192.0.2.1:1000", TokenHandshakes.WrongBearer));
        Assert.AreEqual("429", Status(bench, "192.0.2.1:2000", TokenHandshakes.FullBearer));
        Assert.AreEqual("200", Status(bench, "192.0.2.10:1000", TokenHandshakes.FullBearer));
        Assert.AreEqual("200", Status(bench, "92.0.2.1:1000", TokenHandshakes.FullBearer));
        Assert.AreEqual("200", Status(bench, "292.0.2.1:1000", TokenHandshakes.FullBearer));
        bench.Clock.Milliseconds += 999;
        Assert.AreEqual("429", Status(bench, "192.0.2.1:2000", TokenHandshakes.FullBearer));
        Assert.AreEqual("401", Status(bench, "[2001:db8::1]:1000", TokenHandshakes.WrongBearer));
        Assert.AreEqual("429", Status(bench, "[2001:db8::1]:20", TokenHandshakes.FullBearer));
        Assert.AreEqual("200", Status(bench, "[2001:db8::2]:1000", TokenHandshakes.FullBearer));
    }

    [TestMethod]
    public void Remembers_the_8_addresses_that_guessed_last()
    {
        ServerBench bench = Bench(Full, null);
        for (int i = 0; i < 11; i++)
        {
            Assert.AreEqual("401", Status(bench, "192.0.2." + i + ":1000", TokenHandshakes.WrongBearer));
            bench.Run(50);
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual("200", Status(bench, "192.0.2." + i + ":1000", TokenHandshakes.FullBearer));
        }

        for (int i = 3; i < 11; i++)
        {
            Assert.AreEqual("429", Status(bench, "192.0.2." + i + ":1000", TokenHandshakes.FullBearer));
        }
    }

    [TestMethod]
    public void A_page_of_another_site_cannot_make_its_visitor_wait()
    {
        ServerBench bench = Bench(Full, null);
        Assert.AreEqual("403", Status(bench, TokenHandshakes.Upgrade(TokenHandshakes.WrongEntry + "Origin: http://evil.example\r\n")));
        Assert.AreEqual("421", Status(bench, TokenHandshakes.Request("GET", "/status", "evil.example", TokenHandshakes.WrongBearer)));
        Assert.AreEqual("404", Status(bench, TokenHandshakes.Request("GET", "/nothing", "board", TokenHandshakes.WrongBearer)));
        Assert.AreEqual("200", Status(bench, TokenHandshakes.Request("GET", "/", "board", TokenHandshakes.WrongBearer)));
        Assert.AreEqual("101", Status(bench, TokenHandshakes.Upgrade(TokenHandshakes.FullEntry)));
    }

    [TestMethod]
    public void Counts_failures_and_shows_no_token()
    {
        ServerBench bench = Bench(Full, ReadOnly);
        Status(bench, TokenHandshakes.Get(string.Empty));
        Status(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer));
        Status(bench, TokenHandshakes.Get(TokenHandshakes.WrongBearer));
        bench.Run(1000);
        Status(bench, TokenHandshakes.Upgrade(TokenHandshakes.WrongEntry));
        bench.Run(2000);
        Answer(bench, TokenHandshakes.Upgrade(TokenHandshakes.FullEntry));
        string status = bench.Connect(TokenHandshakes.Get(TokenHandshakes.ReadOnlyBearer)).TakeText();
        Assert.IsTrue(
            status.Contains("\"tokenFailures\":2,\"routeFailures\":0,\"failedRoute\":null,\"refused\":{\"400\":0,\"401\":3,"), status);
        Assert.IsTrue(status.Contains(",\"429\":1,"), status);
        string metrics = bench.Connect(TokenHandshakes.Request("GET", "/metrics", "board", TokenHandshakes.ReadOnlyBearer)).TakeText();
        Assert.IsTrue(metrics.Contains("\nsensorcast_token_failures_total 2\n"), metrics);
        Assert.IsTrue(metrics.Contains("\nsensorcast_requests_refused_total{status=\"401\"} 3\n"), metrics);
        foreach (string secret in new string[] { Full, ReadOnly, "full-tokem", "ZnVsbC10b2tlb", "cmVhZC1vbmx5LXRva2Vu" })
        {
            Assert.IsFalse(status.Contains(secret) || metrics.Contains(secret), secret);
        }
    }

    /// <summary>The seconds that a second wrong token costs, offered some time after the wait for the first is over.</summary>
    private static int SecondWait(int pause)
    {
        ServerBench bench = Bench(Full, null);
        Assert.AreEqual("401", Status(bench, "192.0.2.1:1000", TokenHandshakes.WrongBearer));
        bench.Clock.Milliseconds += 1_000 + pause;
        Assert.AreEqual("401", Status(bench, "192.0.2.1:2000", TokenHandshakes.WrongBearer));
        for (int seconds = 1; ; seconds++)
        {
            bench.Clock.Milliseconds += 1_000;
            if (Status(bench, "192.0.2.1:3000", TokenHandshakes.FullBearer) == "200")
            {
                return seconds;
            }
        }
    }

    private static ServerBench Bench(string token, string readOnlyToken)
    {
        return new ServerBench(new SensorOptions { MaxClients = 6, BaseName = "b:", Token = token, ReadOnlyToken = readOnlyToken });
    }

    /// <summary>Everything but the page, which is open to all.</summary>
    private static void CheckAll(ServerBench bench, string document, string upgrade, string fields)
    {
        Assert.AreEqual("200", Status(bench, TokenHandshakes.Request("GET", "/", "board", fields)));
        Assert.AreEqual(document, Status(bench, TokenHandshakes.Get(fields)), fields);
        Assert.AreEqual(document, Status(bench, TokenHandshakes.Request("GET", "/metrics", "board", fields)), fields);
        Assert.AreEqual(document, Status(bench, TokenHandshakes.Request("HEAD", "/status", "board", fields)), fields);
        Assert.AreEqual(upgrade, Status(bench, TokenHandshakes.Upgrade(fields)), fields);
        Assert.AreEqual(upgrade, Status(bench, TokenHandshakes.Upgrade("/echo", fields)), fields);
    }

    private static string Status(ServerBench bench, string address, string fields)
    {
        MemoryTransport client = bench.Listener.Connect();
        client.RemoteAddress = address;
        client.Say(TokenHandshakes.Get(fields));
        bench.Run();
        return client.TakeText().Substring(9, 3);
    }

    private static string Status(ServerBench bench, string request)
    {
        return Answer(bench, request).Substring(9, 3);
    }

    private static string Answer(ServerBench bench, string request)
    {
        MemoryTransport client = bench.Connect(request);
        string head = client.SkipHead("HTTP/1.1 ");
        client.Finish();
        bench.Run();
        return head;
    }
}
