using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Sensorcast.Tests.Fuzz;
using Sensorcast.Tests.Fuzz.Generators;

namespace Sensorcast.Tests.AttackTests;

/// <summary>
/// Mutated requests and streams of frames, each over a connection of its own. Few by default; SENSORCAST_ATTACK_CASES in the
/// environment sets their number. A failure prints the case and its seed.
/// </summary>
[TestClass, DoNotParallelize]
public partial class MutationTests
{
    private const string Variable = "SENSORCAST_ATTACK_CASES";
    private const int Few = 20_000;
    private const int Together = 16;
    private const int LongestCase = 128 * 1024;

    /// <summary>After this number of failures the Host has ended or hangs, and each further case would only wait.</summary>
    private const int MaxFailures = 20;

    /// <summary>
    /// How much the Host may grow after the warm-up. A leak of a few dozen bytes a connection exceeds it in a million connections.
    /// </summary>
    private const long MaxGrowth = 16_000_000;

    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (5, RequestGen.Any),
        (4, Gen.Select(RequestGen.Upgrade, FrameGen.Any, Join)),
        (2, Gen.Select(RequestGen.Upgrade, ActuationGen.Frames, Join)),
        (1, Gen.Select(RequestGen.Any, FrameGen.Any, Join)))
        .Where(bytes => bytes.Length <= LongestCase);

    /// <summary>What is sent, where it is cut into two sends, and whether a reset ends it instead of a FIN.</summary>
    private static readonly Gen<(byte[] Sent, int Cut, bool Resets)> Cases = Gen.Select(
        Bytes,
        Gen.Frequency((3, Gen.Const(1.0)), (1, Gen.Double.Unit)),
        Gen.Frequency((7, Gen.Const(false)), (1, Gen.Const(true))),
        (bytes, cut, resets) => (bytes, (int)(cut * bytes.Length), resets));

    private readonly ConcurrentDictionary<string, int> _answers = new();
    private long _done;
    private int _failures;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task Mutated_requests_and_streams()
    {
        string? wanted = Environment.GetEnvironmentVariable(Variable);
        long count = string.IsNullOrEmpty(wanted) ? Few : long.Parse(wanted, CultureInfo.InvariantCulture);
        await using Siege siege = await Siege.StartAsync(
            "--max-clients", "64", "--name", "b", "--host-name", "board", "--host-name", "server.example.com");

        using var end = new CancellationTokenSource();
        Task<List<(long Done, long Memory)>> measuring = MeasureAsync(siege, count, end.Token);
        await Task.Run(() => Cases.Sample(one => Attack(siege, one), iter: count, threads: Together, print: Print));
        TimeSpan duration = siege.Duration;
        await end.CancelAsync();
        List<(long Done, long Memory)> memory = await measuring;
        string honest = await siege.EndAsync();

        TestContext.WriteLine(
            FormattableString.Invariant($"{_done} cases in {duration.TotalSeconds:0} s, {_done / duration.TotalSeconds:0} a second"));
        foreach ((string answer, int times) in _answers.OrderByDescending(pair => pair.Value))
        {
            TestContext.WriteLine($"{times,9}  {answer}");
        }

        foreach ((long done, long bytes) in memory)
        {
            TestContext.WriteLine($"{done,9} cases done: {Siege.Megabytes(bytes)} MB");
        }

        TestContext.WriteLine(honest);
        Assert.IsLessThan(MaxGrowth, memory[^1].Memory - memory[memory.Count / 5].Memory, "The Host grows.");
    }

    private void Attack(Siege siege, (byte[] Sent, int Cut, bool Resets) one)
    {
        if (_failures >= MaxFailures)
        {
            return;
        }

        try
        {
            string answer = Send(siege, one);
            _answers.AddOrUpdate(answer, 1, static (_, times) => times + 1);
            Interlocked.Increment(ref _done);
        }
        catch
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
    }

    private static string Send(Siege siege, (byte[] Sent, int Cut, bool Resets) one)
    {
        using Attacker attacker = siege.Attack();
        if (attacker.Send(one.Sent.AsSpan(0, one.Cut)) && one.Cut < one.Sent.Length)
        {
            attacker.Send(one.Sent.AsSpan(one.Cut));
        }

        if (one.Resets)
        {
            attacker.Reset();
            return "not waited for: we reset the connection";
        }

        attacker.FinishSending();
        byte[] bytes = attacker.ReadToEnd(out bool wasReset);

        // When the Host closes while bytes are on their way to it, the kernel answers them with a reset, and the answer may be lost.
        string answer = wasReset ? "the Host reset the connection" : Answer.Read(bytes).Kind;
        Assert.AreNotEqual("503", answer, "There are more slots than connections");
        return OwnCode().IsMatch(answer) ? "101 close 3000 to 4999" : answer;
    }

    /// <summary>Notes the Host's memory at every tenth of the way.</summary>
    private async Task<List<(long Done, long Memory)>> MeasureAsync(Siege siege, long count, CancellationToken end)
    {
        List<(long, long)> memory = [(0, siege.Memory)];
        while (!end.IsCancellationRequested)
        {
            long done = Interlocked.Read(ref _done);
            if (done * 10 >= count * memory.Count)
            {
                memory.Add((done, siege.Memory));
            }

            await Task.Delay(20, CancellationToken.None);
        }

        memory.Add((Interlocked.Read(ref _done), siege.Memory));
        return memory;
    }

    private static byte[] Join(byte[] request, byte[] frames) => [.. request, .. frames];

    private static string Print((byte[] Sent, int Cut, bool Resets) one) =>
        $"{Show.Text(one.Sent)} cut at {one.Cut}{(one.Resets ? ", then reset" : "")}";

    /// <summary>The codes of applications, which the Host echoes.</summary>
    [GeneratedRegex("^101 close [34]...$")]
    private static partial Regex OwnCode();
}
