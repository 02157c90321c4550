using System.Text;
using System.Text.Json.Nodes;
using Sensorcast.Cli.Bridge;
using Sensorcast.Client;

namespace Sensorcast.Tests.CliTests;

/// <summary>The readings that the bridge keeps for new subscribers.</summary>
[TestClass]
public class RecentReadingsTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, ChannelInfo> _channels = [];

    [TestMethod]
    public void Nothing_is_written_before_the_first_pack() => Assert.IsNull(New().Write(RecentReadings.MaxSize));

    [TestMethod]
    public void It_says_what_a_first_pack_says_and_up_to_which_pack()
    {
        RecentReadings recent = New();
        Channel("b:a", "Cel", info =>
            info with { Title = "Attic", UpdateTime = TimeSpan.FromSeconds(0.5), Low = -1.5m, Kind = "temperature" });
        Channel("b:press", null, static info =>
            info with { IsSettable = true, Actuator = new ActuatorInfo(null, [], true, true, TimeSpan.FromSeconds(2)) });
        Channel("b:mode", null, static info =>
            info with { IsSettable = true, Actuator = new ActuatorInfo(null, ["on", "\"off\""], false, false, null) });
        recent.Take(FirstPack(("b:a", 20.5m, 0), ("b:a", 21.25m, 1)), _channels);
        recent.Take(LivePack(7, ("b:a", 22m, 2), ("b:mode", "on", 2)), _channels);

        AssertWritten(
            recent,
            $$"""
            [{"bn":"b:","bt":{{Start.ToUnixTimeSeconds()
                + 2}},"seq":7,"n":"a","u":"Cel","ut":0.5,"title":"Attic","kind":"temperature","low":-1.5,"v":20.5,"t":-2},
            {"n":"a","v":21.25,"t":-1},{"n":"a","v":22},
            {"n":"mode","set":true,"options":["on","\"off\""],"vs":"on"},
            {"n":"press","set":true,"button":true,"confirm":true,"takes":2}]
            """);
    }

    [TestMethod]
    public void A_channel_that_is_gone_disappears_and_another_quantity_has_no_past()
    {
        RecentReadings recent = New();
        Channel("b:a", "Cel");
        Channel("b:b", "V");
        recent.Take(FirstPack(("b:a", 1, 0), ("b:b", 2, 0)), _channels);
        recent.Write(RecentReadings.MaxSize);
        Assert.IsFalse(recent.HasNewDescription);

        _channels.Remove("b:a");
        Channel("b:b", "A");
        recent.Take(FirstPack(("b:b", 3, 5)), _channels);

        Assert.IsTrue(recent.HasNewDescription);
        AssertWritten(recent, $$"""[{"bn":"b:","bt":{{Start.ToUnixTimeSeconds() + 5}},"n":"b","u":"A","v":3}]""");
    }

    [TestMethod]
    public void A_board_without_channels_has_an_empty_pack()
    {
        RecentReadings recent = New();
        recent.Take(FirstPack(), _channels);
        AssertWritten(recent, """[{"bn":"b:","bt":0}]""");
    }

    [TestMethod]
    public void Of_a_batch_the_last_reading_counts_and_sixty_are_kept()
    {
        RecentReadings recent = New();
        Channel("b:a", null);
        for (int i = 0; i < 100; i++)
        {
            recent.Take(LivePack(i, ("b:a", -1, i), ("b:a", i, i)), _channels);
        }

        CollectionAssert.AreEqual(Enumerable.Range(40, 60).ToArray(), Values(recent));
    }

    [TestMethod]
    public void Coarser_readings_reach_further_back_and_end_with_the_newest()
    {
        RecentReadings recent = New(TimeSpan.FromSeconds(10));
        Channel("b:a", null);
        for (int i = 0; i < 100; i++)
        {
            recent.Take(LivePack(i, ("b:a", i, i)), _channels);
        }

        int[] values = Values(recent);
        Assert.HasCount(11, values);
        Assert.AreEqual(99, values[^1]);
        Assert.IsTrue(values[..^1].Zip(values[1..^1]).All(static pair => pair.Second - pair.First >= 10));
    }

    /// <summary>However many channels there are.</summary>
    [TestMethod]
    [DataRow(10, RecentReadings.MaxSize, 0)]
    [DataRow(400, RecentReadings.MaxSize, 0)]
    [DataRow(1024, RecentReadings.MaxSize, 1)]
    [DataRow(10, 900, 0)]
    [DataRow(10, 300, 1)]
    [DataRow(10, 1, 10)]
    public void It_is_bounded(int channels, int maxSize, int minLeftOut)
    {
        RecentReadings recent = New();
        for (int i = 0; i < channels; i++)
        {
            Channel($"b:channel-{i}", "Cel", static info => info with { Title = new string('x', 60 / 2) });
        }

        for (int time = 0; time < 60; time++)
        {
            recent.Take(LivePack(time, [.. _channels.Keys.Select(name => (name, (ReadingValue)(decimal)time, time))]), _channels);
        }

        // The first pack brings the descriptions.
        recent.Take(FirstPack(), _channels);
        for (int time = 60; time < 130; time++)
        {
            recent.Take(LivePack(time, [.. _channels.Keys.Select(name => (name, (ReadingValue)(decimal)time, time))]), _channels);
        }

        Outgoing written = recent.Write(maxSize)!;
        Assert.IsLessThanOrEqualTo(Math.Max(maxSize, 30), written.Payload.Length);
        Assert.IsTrue(minLeftOut == 0 ? recent.LeftOut == 0 : recent.LeftOut >= minLeftOut, $"{recent.LeftOut} left out");
        int named = JsonNode.Parse(written.Payload.Span)!.AsArray().Select(static record => (string?)record!["n"])
            .Where(static name => name is not null).Distinct().Count();
        Assert.AreEqual(channels - recent.LeftOut, named);
    }

    private static RecentReadings New(TimeSpan period = default) => new(new BoardTopics("s", "b"), period);

    private void Channel(string name, string? unit, Func<ChannelInfo, ChannelInfo>? with = null)
    {
        var info = new ChannelInfo(name, unit, null, false, null, null, null);
        _channels[name] = with?.Invoke(info) ?? info;
    }

    private static Pack FirstPack(params (string Name, ReadingValue Value, int Time)[] readings) => NewPack(null, readings);

    private static Pack LivePack(long sequence, params (string Name, ReadingValue Value, int Time)[] readings) =>
        NewPack(sequence, readings);

    private static Pack NewPack(long? sequence, (string Name, ReadingValue Value, int Time)[] readings) => new(
        default,
        SenmlEncoding.Json,
        sequence,
        "b:",
        [.. readings.Select(one => new Reading(one.Name, Start.AddSeconds(one.Time), one.Value, null, IsHistory: false))])
    {
        // As a client receives it when a channel is described in a live pack.
        DescribesChannels = sequence is 0 or 7,
    };

    private static void AssertWritten(RecentReadings recent, string expected) =>
        Assert.AreEqual(
            expected.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(recent.Write(RecentReadings.MaxSize)!.Payload.Span)
                .Replace("\\u0022", "\\\"", StringComparison.Ordinal));

    private static int[] Values(RecentReadings recent) =>
        [.. JsonNode.Parse(recent.Write(RecentReadings.MaxSize)!.Payload.Span)!.AsArray().Select(static record => (int)record!["v"]!)];
}
