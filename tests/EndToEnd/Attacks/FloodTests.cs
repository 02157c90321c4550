using System.Diagnostics;
using System.Net.Sockets;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.AttackTests;

/// <summary>More connections than there are slots, for as long as the attack lasts.</summary>
[TestClass, DoNotParallelize]
public class FloodTests
{
    private const int Attackers = 64;

    /// <summary>How many connections each attacker keeps open at a time unless it closes them itself.</summary>
    private const int KeptOpen = 20;

    /// <summary>How long an attacker waits for a connection, in milliseconds, before it tries again.</summary>
    private const int ConnectTime = 50;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public Task Connections_that_say_nothing() => FloodAsync((attacker, open) =>
    {
        open.Enqueue(attacker);
        if (open.Count > KeptOpen)
        {
            open.Dequeue().Dispose();
        }
    });

    [TestMethod]
    public Task Connections_that_are_reset_at_once() => FloodAsync((attacker, _) => attacker.Reset());

    [TestMethod]
    public Task Connections_that_are_closed_at_once() => FloodAsync((attacker, _) => attacker.Dispose());

    [TestMethod]
    public Task Connections_that_end_in_the_middle_of_a_request() => FloodAsync((attacker, _) =>
    {
        attacker.Send("GET / HT");
        attacker.Dispose();
    });

    [TestMethod]
    public Task Connections_that_send_a_request_and_do_not_wait() => FloodAsync((attacker, _) =>
    {
        attacker.Send(Requests.Get("/"));
        attacker.Reset();
    });

    private async Task FloodAsync(Action<Attacker, Queue<Attacker>> use)
    {
        await using Siege siege = await Siege.StartAsync();

        long start = Stopwatch.GetTimestamp();
        int loadsBefore = siege.Visitor.Loads;
        (int Connected, int Rejected)[] counts =
            await Task.WhenAll(Enumerable.Range(0, Attackers).Select(_ => Task.Run(() => Flood(siege.Url, use))));
        int loads = siege.Visitor.Loads - loadsBefore;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // The first client after the flood waits until the Host has handled those before it.
        long end = Stopwatch.GetTimestamp();
        using var newClient = new PageVisitor(siege.Url);
        await Until.TrueAsync(() => Load(newClient), "No client is served after the flood");
        double wait = Stopwatch.GetElapsedTime(end).TotalMilliseconds;

        (int connected, int rejected) = (counts.Sum(count => count.Connected), counts.Sum(count => count.Rejected));
        TestContext.WriteLine(FormattableString.Invariant(
            $"""
            {connected} connections in {seconds:0.0} s, {rejected} rejected by the kernel;
            {loads} page loads meanwhile; a new client has the page {wait:0} ms after it
            """));
        TestContext.WriteLine(await siege.EndAsync(allAreServed: false));
    }

    private static bool Load(PageVisitor visitor)
    {
        visitor.LoadAsync(CancellationToken.None).Wait();
        return visitor.Loads > 0;
    }

    private static (int Connected, int Rejected) Flood(Uri url, Action<Attacker, Queue<Attacker>> use)
    {
        int connected = 0;
        int rejected = 0;
        var open = new Queue<Attacker>();
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Length;)
        {
            try
            {
                use(new Attacker(url, connectTime: ConnectTime), open);
                connected++;
            }
            catch (SocketException)
            {
                // The kernel has no room: the flood has filled the queue of connections to accept, and honest new clients wait as well.
                rejected++;
            }
        }

        foreach (Attacker attacker in open)
        {
            attacker.Dispose();
        }

        return (connected, rejected);
    }
}
