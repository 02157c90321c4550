using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>The numbers that a server reports of itself: one table for <c>/status</c> and <c>/metrics</c>.</summary>
internal sealed class ServerNumbers
{
    /// <summary>How many numbers each client has.</summary>
    internal const int OfSlot = 4;

    /// <summary>How many numbers each channel has.</summary>
    internal const int OfChannel = 9;

    private readonly SlotInfo _slot = new SlotInfo();
    private readonly WebServer _server;
    private readonly LivePacks _packs;
    private readonly ActuationCounters _actuation;

    internal ServerNumbers(WebServer server, LivePacks packs, ChannelState[] channels, ActuationCounters actuation)
    {
        _server = server;
        _packs = packs;
        Channels = channels;
        _actuation = actuation;
    }

    /// <summary>How each channel is.</summary>
    internal ChannelState[] Channels { get; }

    /// <summary>The number of slots.</summary>
    internal int Slots => _server.MaxClients;

    private ServerCounters Counters => _server.Counters;

    /// <summary>What the server is.</summary>
    internal void WriteState(NumberWriter writer)
    {
        ServerCounters counters = Counters;
        writer.Time("uptime", "uptime", "Time since the start.", _server.UptimeMilliseconds);
        writer.Total("sequence", "packs", "Live packs.", _packs.Sequence);
        writer.Gauge("stepsPerSecond", "steps_per_second", "Steps in the last second.", counters.StepsPerSecond);
        writer.Time("longestStep", "longest_step", "Longest step.", counters.LongestStep);
        writer.Path("longestStepRoute", counters.LongestStepRoute);
        writer.Gauge("clients", "clients", "Clients now.", _server.ClientCount);
        writer.Gauge("maxClients", "max_clients", "Places for clients.", _server.MaxClients);
    }

    /// <summary>What it has done.</summary>
    internal void WriteWork(NumberWriter writer)
    {
        ServerCounters counters = Counters;
        writer.Total("upgrades", "upgrades", "WebSockets opened.", counters.Upgrades);
        writer.Total("sent", "frames_sent", "Frames sent.", _server.Sent);
        writer.Total("skipped", "frames_skipped", "Frames left out.", counters.Skipped);
        writer.Total("settings", "settings", "Settings done.", _actuation.Settings);
        writer.Total("refusedSettings", "settings_refused", "Settings refused.", _actuation.RefusedSettings);
        writer.Total("tokenFailures", "token_failures", "Wrong tokens.", counters.TokenFailures);
        writer.Total("routeFailures", "route_failures", "Routes that threw.", counters.RouteFailures);
        writer.Path("failedRoute", counters.FailedRoute);
    }

    /// <summary>What it has refused.</summary>
    internal void WriteRefusals(NumberWriter writer)
    {
        const string Metric = "requests_refused";
        uint[] refusals = Counters.Refusals;
        writer.StartGroup("refused", Metric, "Requests refused, by status.");
        for (int i = 0; i < refusals.Length; i++)
        {
            writer.Item(Metric, "status", ServerCounters.StatusOfRefusal(i), refusals[i]);
        }

        writer.EndGroup();
    }

    /// <summary>How its connections ended.</summary>
    internal void WriteEnds(NumberWriter writer)
    {
        const string Metric = "connections_ended";
        uint[] ends = Counters.Ends;
        writer.StartGroup("ended", Metric, "Connections ended, by reason.");
        for (int i = 0; i < ends.Length; i++)
        {
            writer.Item(Metric, "reason", ServerCounters.NameOfEnd(i), ends[i]);
        }

        writer.EndGroup();
    }

    /// <summary>Describes the client in a slot.</summary>
    /// <param name="index">The index of the slot.</param>
    /// <returns>The client, until the next call; <see langword="null"/> if the slot is free.</returns>
    internal SlotInfo Describe(int index)
    {
        return _server.TryDescribe(index, _slot) ? _slot : null;
    }

    /// <summary>What a client is.</summary>
    /// <param name="writer">Gets the number.</param>
    /// <param name="number">Which one, below <see cref="OfSlot"/>.</param>
    /// <param name="slot">The client, or <see langword="null"/>: the metric alone.</param>
    internal static void WriteSlot(NumberWriter writer, int number, SlotInfo slot)
    {
        switch (number)
        {
            case 0:
                writer.Time("age", "client_age", "Time since a client has connected.", slot == null ? NumberWriter.Unknown : slot.Age);
                break;
            case 1:
                writer.Total("sent", "client_frames_sent", "Frames sent to a client.", slot == null ? NumberWriter.Absent : slot.Sent);
                break;
            case 2:
                writer.Total(
                    "skipped", "client_frames_skipped", "Frames left out for a client.",
                    slot == null ? NumberWriter.Absent : slot.Skipped);
                break;
            default:
                writer.TotalBytes("bytes", "client_sent", "Bytes sent to a client.", slot == null ? NumberWriter.Absent : slot.BytesSent);
                break;
        }
    }

    /// <summary>How a channel is.</summary>
    /// <param name="writer">Gets the number.</param>
    /// <param name="number">Which one, below <see cref="OfChannel"/>.</param>
    /// <param name="channel">The channel.</param>
    internal void WriteChannel(NumberWriter writer, int number, ChannelState channel)
    {
        long now = _server.Now;
        switch (number)
        {
            case 0:
                long age = channel.LastReading == ChannelState.Never ? NumberWriter.Unknown : now - channel.LastReading;
                writer.Time("age", "channel_age", "Time since the newest reading.", age);
                break;
            case 1:
                writer.Flag("stale", "channel_stale", "Whether the reading is stale.", channel.IsStale(now, WebServer.MaxIdleTime));
                break;
            case 2:
                writer.Total("missed", "channel_missed", "Reads without a reading.", channel.Missed);
                break;
            case 3:
                writer.Total("errors", "channel_errors", "Reads that failed.", channel.Errors);
                break;
            case 4:
                writer.Total("overruns", "channel_overruns", "Periods without a read, as a step came too late.", channel.Overruns);
                break;
            case 5:
                writer.Total("dropped", "channel_dropped", "Readings dropped after a long silence.", channel.Channel.History.Dropped);
                break;
            case 6:
                writer.Time("longestRead", "channel_longest_read", "Longest read.", channel.LongestRead);
                break;
            case 7:
                writer.Total(
                    "lost", "channel_lost", "Readings that did not fit.",
                    channel.Channel.Sensor is TimedSensor losing ? losing.Lost : NumberWriter.Absent);
                break;
            default:
                writer.Total(
                    "hangs", "channel_hangs", "Reads that did not return.",
                    channel.Channel.Sensor is TimedSensor hanging ? hanging.Hangs : NumberWriter.Absent);
                break;
        }
    }
}
