using System.Diagnostics;
using System.Text.Json;
using Sensorcast.LoadTest;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.AttackTests;

/// <summary>A Host and its honest clients, which must not notice an attack.</summary>
internal sealed class Siege : IAsyncDisposable
{
    /// <summary>How many slots the Host has by default.</summary>
    public const int Slots = 16;

    /// <summary>How many of them are taken by honest clients of the stream.</summary>
    public const int Watchers = 3;

    /// <summary>How late a pack may come, in milliseconds: on a busy machine the client may have to wait for the processor, too.</summary>
    private const double MaxLate = 5000;

    private readonly LiveHost _host;
    private readonly HonestClient[] _watchers;
    private readonly CancellationTokenSource _end = new();
    private readonly long _startTime = Stopwatch.GetTimestamp();
    private Task _watching = Task.CompletedTask;

    private Siege(LiveHost host, string? token)
    {
        _host = host;
        _watchers = [.. Enumerable.Range(0, Watchers).Select(_ => new HonestClient(host.WebSocketUrl("/ws"), BaseTimeAge.Of, token))];
        Visitor = new PageVisitor(host.Url);
        MemoryAtStart = host.ResidentMemory;
    }

    public Uri Url => _host.Url;

    /// <summary>A client that opens the page every now and then.</summary>
    public PageVisitor Visitor { get; }

    /// <summary>How many bytes of memory the Host had at the start.</summary>
    public long MemoryAtStart { get; }

    /// <summary>How many bytes of memory the Host has.</summary>
    public long Memory => _host.ResidentMemory;

    /// <summary>How long it has lasted.</summary>
    public TimeSpan Duration => Stopwatch.GetElapsedTime(_startTime);

    /// <summary>Starts a Host and lets the honest clients in.</summary>
    public static async Task<Siege> StartAsync(params string[] arguments) =>
        await StartAsync(new Dictionary<string, string>(), null, arguments);

    /// <param name="environment">Environment variables for the Host.</param>
    /// <param name="token">The token of the honest clients of the stream.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<Siege> StartAsync(IReadOnlyDictionary<string, string> environment, string? token, params string[] arguments)
    {
        // A small youngest generation: otherwise .NET collects only after some megabytes, and a leak would not show.
        var variables = new Dictionary<string, string>(environment) { ["DOTNET_GCgen0size"] = "0x40000" };
        string[] slots = arguments.Contains("--max-clients") ? [] : ["--max-clients", $"{Slots}"];
        var siege = new Siege(new LiveHost(variables, 0, [.. slots, .. arguments]), token);
        try
        {
            await siege.OpenAsync();
            return siege;
        }
        catch
        {
            await siege.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects an attacker.</summary>
    public Attacker Attack() => new(Url);

    /// <summary>Sends something and nothing more, and reads all that comes back.</summary>
    public Answer Request(string sent)
    {
        using Attacker attacker = Attack();
        attacker.Send(sent);
        attacker.FinishSending();
        return attacker.ReadAnswer();
    }

    /// <summary>The Host's state.</summary>
    public JsonElement Status()
    {
        string text = Request(Requests.Get("/status")).Text;
        return JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
    }

    /// <summary>Keeps the visitor away, so that only the honest clients of the stream have slots.</summary>
    public async Task PauseVisitorAsync()
    {
        await Visitor.Gate.WaitAsync();
        await OthersAreGoneAsync();
    }

    /// <summary>Lets the visitor come back when the attackers are gone.</summary>
    public async Task ResumeVisitorAsync()
    {
        await OthersAreGoneAsync();
        Visitor.Gate.Release();
    }

    /// <summary>Ends the honest clients, and fails if one has noticed the attack.</summary>
    /// <param name="allAreServed">Whether the visitor has got a slot each time.</param>
    /// <returns>A report for people to read.</returns>
    public async Task<string> EndAsync(bool allAreServed = true)
    {
        // After the attack it still serves new clients.
        int before = Visitor.Loads;
        await Until.TrueAsync(() => Visitor.Loads > before, "The page cannot be loaded any more");
        foreach (HonestClient watcher in _watchers)
        {
            long packs = watcher.Packs;
            await Until.TrueAsync(() => watcher.Packs > packs || watcher.Error is not null, "No more packs come");
        }

        long memory = Memory;
        await _end.CancelAsync();
        await _watching;
        foreach (HonestClient watcher in _watchers)
        {
            Assert.IsNull(watcher.Error);
            Assert.AreEqual(0, watcher.Missing, "packs are missing");
            Assert.IsLessThan(MaxLate, watcher.Latencies.Percentile(1), "a pack came too late");
        }

        if (allAreServed)
        {
            Assert.HasCount(0, Visitor.Failures, string.Join("; ", Visitor.Failures.Distinct()));
            Assert.AreEqual(0, Visitor.Refusals, "the page was answered 503");
        }

        var latencies = new Latencies();
        foreach (HonestClient watcher in _watchers)
        {
            latencies.Add(watcher.Latencies);
        }

        (long received, long missing) = (_watchers.Sum(watcher => watcher.Packs), _watchers.Sum(watcher => watcher.Missing));
        (double p50, double p99, double worst) = (latencies.Percentile(0.5), latencies.Percentile(0.99), latencies.Percentile(1));
        double slowest = Visitor.Slowest.TotalMilliseconds;
        return FormattableString.Invariant($"""
            {Duration.TotalSeconds:0.0} s; {received} packs, {missing} missing,
            late by {p50:0.0} ms (p50), {p99:0.0} ms (p99), {worst:0.0} ms (worst);
            page: {Visitor.Loads} loads, {Visitor.Refusals} refused, {Visitor.Failures.Count} failed, slowest {slowest:0} ms;
            memory: {Megabytes(MemoryAtStart)} MB at the start, {Megabytes(memory)} MB at the end
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        foreach (HonestClient watcher in _watchers)
        {
            watcher.Dispose();
        }

        Visitor.Dispose();
        _end.Dispose();
        _host.Dispose();
    }

    /// <summary>Bytes as megabytes, for people to read.</summary>
    public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.0}");

    /// <summary>An answer that has ended frees its slot, so this request has the only slot besides the honest clients.</summary>
    private Task OthersAreGoneAsync() => Until.TrueAsync(
        () => Request(Requests.Get("/status")).Text.Contains($"\"clients\":{Watchers + 1},", StringComparison.Ordinal),
        "Another client is still connected");

    private async Task OpenAsync()
    {
        foreach (HonestClient watcher in _watchers)
        {
            await watcher.ConnectAsync(CancellationToken.None);
            Assert.IsNull(watcher.Error);
        }

        _watching = Task.WhenAll([.. _watchers.Select(watcher => watcher.RunAsync(_end.Token)), Visitor.RunAsync(_end.Token)]);
        await Until.TrueAsync(() => Visitor.Loads > 0 && _watchers.All(watcher => watcher.Packs > 0), "No page or no pack has come");
    }
}
