using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.AttackTests;

/// <summary>Slow-loris: clients that keep a slot by sending next to nothing, or by reading nothing.</summary>
[TestClass]
public class SlowTests
{
    private const int RequestTimeout = 5000;
    private const int RefusalTime = 1000;
    private const int StallTimeout = 10_000;

    /// <summary>How long a slow client waits between two bytes, in milliseconds.</summary>
    private const int Pause = 100;

    /// <summary>How much later than its time a deadline may show here: the machine may be busy with something else.</summary>
    private const int WaitLimit = 10_000;

    /// <summary>How much earlier: a server that could not run counts from the time that it last read.</summary>
    private const int Early = 500;

    /// <summary>Small, so that the Host soon cannot send any more.</summary>
    private const int SmallBuffer = 4096;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task A_client_that_sends_a_request_too_slowly_is_answered_408()
    {
        await using Siege siege = await Siege.StartAsync();
        string[] requests =
        [
            "",
            "GET /" + new string('x', 250),
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 1000),
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + string.Concat(Enumerable.Repeat("X: x\r\n", 200)),
            "POST /status HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 1000),
        ];

        string[] answers =
            await Task.WhenAll(
                requests.SelectMany(request => new[] { request, request }).Select(request => Task.Run(() => Drip(siege, request))));

        foreach (string answer in answers)
        {
            Assert.AreEqual("408", answer);
        }

        TestContext.WriteLine(await siege.EndAsync());
    }

    [TestMethod]
    public async Task A_body_that_comes_too_slowly_or_stops_is_answered_408_and_its_slot_is_free()
    {
        await using Siege siege = await Siege.StartAsync();
        string head = "PUT" + Requests.Get("/demo/note", "Content-Length: 150")[3..];
        using Attacker stopped = siege.Attack();
        stopped.Send(head + "half");
        Assert.AreEqual("408", stopped.ReadAnswer().Kind);

        Assert.AreEqual("408", Drip(siege, head + new string('x', 149)));

        using (Attacker gone = siege.Attack())
        {
            gone.Send(head + "half");
        }

        string put = "PUT" + Requests.Get("/demo/note", "Content-Length: 2")[3..] + "hi";
        await Until.TrueAsync(() => siege.Request(put).Kind == "200", "The slot is not released");
        TestContext.WriteLine(await siege.EndAsync());
    }

    [TestMethod]
    public async Task A_client_that_reads_nothing_for_ten_seconds_is_disconnected()
    {
        await using Siege siege = await Siege.StartAsync();
        string pings = Text([.. Enumerable.Repeat(Frame.Valid(9, true, 1, new byte[125]), 4000)]);
        string[] requests =
        [
            Requests.Get("/"),
            Requests.Upgrade("/ws"),
            Requests.Upgrade("/ws", "Sec-WebSocket-Protocol: senml+cbor"),
            Requests.Upgrade("/echo") + pings,
            Requests.Upgrade("/ws") + pings,
        ];
        Attacker[] attackers = [.. requests.Select(_ => new Attacker(siege.Url, receiveBufferSize: SmallBuffer))];

        for (int i = 0; i < attackers.Length; i++)
        {
            attackers[i].Send(requests[i]);
        }

        int stalled = 0;
        await Until.TrueAsync(
            () => (stalled = Ended(siege, "stalled")) >= attackers.Length, "A client that reads nothing is not disconnected");

        Assert.AreEqual(attackers.Length, stalled);
        Assert.IsGreaterThan(StallTimeout, siege.Duration.TotalMilliseconds);
        Array.ForEach(attackers, attacker => attacker.Dispose());
        TestContext.WriteLine(await siege.EndAsync());
    }

    /// <summary>
    /// A WebSocket may be silent as long as it answers pings, so it may be slow as well: it takes a slot and nothing else.
    /// </summary>
    [TestMethod]
    public async Task A_client_that_sends_a_frame_slowly_keeps_its_slot_and_takes_no_other()
    {
        await using Siege siege = await Siege.StartAsync();
        string message = Text([Frame.Valid(1, true, 0x31323334, [.. Enumerable.Repeat((byte)'x', 20)])]);
        string pack = Text([Frame.Valid(1, true, 0x31323334, Encoding.ASCII.GetBytes("[{\"seq\":7}]".PadRight(20)))]);

        using Attacker header = siege.Attack();
        using Attacker echo = siege.Attack();
        using Attacker stream = siege.Attack();
        header.Send(Requests.Upgrade("/echo"));
        echo.Send(Requests.Upgrade("/echo"));
        stream.Send(Requests.Upgrade("/ws"));
        await DripAsync((header, Text([new Frame(0x82, true, 127, 1 << 20, 0, [])])), (echo, message), (stream, pack));

        Attacker[] attackers = [header, echo, stream];
        JsonElement[] slots =
            [.. siege.Status().GetProperty("slots").EnumerateArray().Where(slot => slot.ValueKind == JsonValueKind.Object)];
        Assert.HasCount(2, slots.Where(slot => slot.GetProperty("state").GetString() == "echo"));
        Array.ForEach(attackers, attacker => attacker.FinishSending());
        Assert.AreEqual("101", header.ReadAnswer().Kind);
        Assert.AreEqual(TextMessage(new string('x', 20)), echo.ReadAnswer().Messages[^1]);
        Assert.Contains(TextMessage("{\"seq\":7}"), stream.ReadAnswer().Messages);
        TestContext.WriteLine(await siege.EndAsync());
    }

    /// <summary>
    /// While slow clients hold every slot, a new client is refused, for 5 s only: then they have to connect again, with no better chance.
    /// </summary>
    [TestMethod]
    public async Task A_new_client_is_refused_while_slow_clients_hold_every_slot_and_served_afterwards()
    {
        await using Siege siege = await Siege.StartAsync();
        await siege.PauseVisitorAsync();
        long start = Stopwatch.GetTimestamp();
        Attacker[] attackers = [.. Enumerable.Range(0, Siege.Slots - Siege.Watchers).Select(_ => siege.Attack())];
        Array.ForEach(attackers, attacker => attacker.Send("GET /slow"));

        Assert.AreEqual("503", siege.Request(Requests.Get("/")).Kind);
        await Until.TrueAsync(() => siege.Request(Requests.Get("/")).Kind == "200", "No client is served");

        double waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Assert.IsInRange(RequestTimeout - Early, RequestTimeout + WaitLimit, waited);
        Array.ForEach(attackers, attacker => attacker.Dispose());
        await siege.ResumeVisitorAsync();
        TestContext.WriteLine(FormattableString.Invariant($"served after {waited:0} ms"));
        TestContext.WriteLine(await siege.EndAsync());
    }

    /// <summary>Slow clients cannot use up what the server lends to a request in pieces.</summary>
    [TestMethod]
    public async Task A_request_in_pieces_is_answered_while_slow_clients_hold_every_other_slot()
    {
        await using Siege siege = await Siege.StartAsync();
        await siege.PauseVisitorAsync();
        Attacker[] attackers = [.. Enumerable.Range(0, Siege.Slots - Siege.Watchers - 1).Select(_ => siege.Attack())];
        Array.ForEach(attackers, attacker => attacker.Send("GET /slow HTTP/1.1\r\nHost: local"));
        using Attacker honest = siege.Attack();
        string request = Requests.Upgrade("/echo");
        for (int i = 0; i < request.Length; i += 20)
        {
            Assert.IsTrue(honest.Send(request[i..Math.Min(i + 20, request.Length)]));
            Array.ForEach(attackers, attacker => attacker.Send("h"));
            await Task.Delay(Pause);
        }

        honest.FinishSending();
        Assert.AreEqual("101", honest.ReadAnswer().Kind);
        Array.ForEach(attackers, attacker => attacker.Dispose());
        await siege.ResumeVisitorAsync();
        TestContext.WriteLine(await siege.EndAsync());
    }

    /// <summary>
    /// One slot more serves refusals. While a slow client has it, the other new clients wait, so a refusal has a second only.
    /// </summary>
    [TestMethod]
    public async Task A_slow_client_that_is_refused_delays_other_new_clients_for_a_second()
    {
        await using Siege siege = await Siege.StartAsync();
        await siege.PauseVisitorAsync();
        Attacker[] attackers = [.. Enumerable.Range(0, Siege.Slots - Siege.Watchers).Select(_ => siege.Attack())];
        Array.ForEach(attackers, attacker => attacker.Send(Requests.Upgrade("/echo")));
        long start = Stopwatch.GetTimestamp();
        using Attacker slow = siege.Attack();
        slow.Send("GET /slow");

        Assert.AreEqual("503", siege.Request(Requests.Get("/")).Kind);

        double waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Assert.IsInRange(RefusalTime - Early, RefusalTime + WaitLimit, waited, "how long the other waited");
        slow.FinishSending();
        Assert.AreEqual("503", slow.ReadAnswer().Kind);
        Array.ForEach(attackers, attacker => attacker.Dispose());
        await siege.ResumeVisitorAsync();
        TestContext.WriteLine(FormattableString.Invariant($"refused after {waited:0} ms"));
        TestContext.WriteLine(await siege.EndAsync());
    }

    /// <summary>A client that has sent nothing is no reason to refuse another: browsers open such spare connections.</summary>
    [TestMethod]
    public async Task A_new_client_is_served_while_silent_clients_hold_every_slot()
    {
        await using Siege siege = await Siege.StartAsync();
        Attacker[] attackers = [.. Enumerable.Range(0, 3 * Siege.Slots).Select(_ => siege.Attack())];

        int loads = siege.Visitor.Loads;
        await Until.TrueAsync(() => siege.Visitor.Loads >= loads + 5, "No client is served");

        await Until.TrueAsync(
            () => attackers.Count(attacker => attacker.IsEnded) >= attackers.Length - Siege.Slots, "No silent client is evicted");
        Array.ForEach(attackers, attacker => attacker.Dispose());
        TestContext.WriteLine(await siege.EndAsync());
    }

    /// <summary>Sends a byte of a request now and then, until the Host answers or disconnects.</summary>
    /// <returns>The kind of the answer.</returns>
    private static string Drip(Siege siege, string request)
    {
        long start = Stopwatch.GetTimestamp();
        using Attacker attacker = siege.Attack();
        for (int i = 0; !attacker.HasData; i++)
        {
            if (i < request.Length)
            {
                attacker.Send(request[i..(i + 1)]);
            }

            Thread.Sleep(Pause);
        }

        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        attacker.FinishSending();
        string answer = attacker.ReadAnswer().Kind;
        Assert.IsInRange(RequestTimeout - Early, RequestTimeout + WaitLimit, time, "how long it took");
        return answer;
    }

    private static async Task DripAsync(params (Attacker Attacker, string Bytes)[] streams)
    {
        for (int i = 0; i < streams.Max(stream => stream.Bytes.Length); i++)
        {
            foreach ((Attacker attacker, string bytes) in streams)
            {
                if (i < bytes.Length)
                {
                    Assert.IsTrue(attacker.Send(bytes[i..(i + 1)]));
                }
            }

            await Task.Delay(Pause);
        }
    }

    private static string TextMessage(string text) => "text " + Convert.ToHexString(Encoding.ASCII.GetBytes(text));

    private static string Text(Frame[] frames) => Encoding.Latin1.GetString(Frame.Bytes(frames));

    private static int Ended(Siege siege, string reason) => siege.Status().GetProperty("ended").GetProperty(reason).GetInt32();
}
