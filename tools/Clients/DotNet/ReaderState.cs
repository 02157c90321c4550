namespace Sensorcast.Client;

/// <summary>
/// The readings that a reader has received, so that it gets none twice and is informed of all that it missed. It runs where packs are read,
/// not where they arrive: packs that were dropped from the queue are missing too.
/// </summary>
/// <param name="channels">The board's descriptions of its channels.</param>
internal sealed class ReaderState(IReadOnlyDictionary<string, ChannelInfo> channels)
{
    /// <summary>The numbers of live packs start again from 0 after the largest of 32 bits.</summary>
    private const long Modulus = 1L << 32;

    /// <summary>The maximum difference of two machines' clocks, in seconds.</summary>
    private const double ResumeTolerance = 1;

    private readonly Dictionary<string, KnownChannel> _reported = [];
    private Dictionary<string, ChannelInfo>? _channels;
    private int _description;
    private long? _lastSequence;
    private int _lastConnection;

    /// <summary>The events for the reader when one is taken from the queue.</summary>
    public IEnumerable<StreamEvent> Take(StreamEvent streamEvent)
    {
        if (streamEvent is not Pack pack)
        {
            yield return streamEvent;
            yield break;
        }

        if (CountSkipped(pack) is long skipped and > 0)
        {
            yield return new SkippedPacks(skipped);
        }

        if (FindChanges(pack) is ChannelsChanged changes)
        {
            yield return changes;
        }

        yield return pack with { Readings = FindNew(pack) };
    }

    /// <summary>Takes the readings of an earlier run, oldest first, as if they were read now.</summary>
    public void Resume(IReadOnlyList<Reading> readings)
    {
        // Converts the readings' times to the monotonic clock by both machines' clocks, to about a second.
        double now = Timespan.Now;
        var pack = new Pack(default, SenmlEncoding.Json, 0, "", readings)
        {
            Time = DateTimeOffset.UtcNow,
            HasTime = true,
            Made = new Timespan(now, now + ResumeTolerance),
        };
        FindNew(pack);
    }

    private long CountSkipped(Pack pack)
    {
        if (pack.Sequence is not long sequence)
        {
            return 0;
        }

        long step = pack.Connection == _lastConnection && _lastSequence is long last ? sequence - last : 1;
        _lastSequence = sequence;
        _lastConnection = pack.Connection;

        // Serial number arithmetic (RFC 1982): a small number after a large one is a wrap-around if the largest is near.
        step = step < 0 && step + Modulus < Modulus / 2 ? step + Modulus : step;
        return Math.Max(0, step - 1);
    }

    private ChannelsChanged? FindChanges(Pack pack)
    {
        if (pack.Description == _description)
        {
            return null;
        }

        Dictionary<string, ChannelInfo>? before = _channels;
        _description = pack.Description;
        _channels = new Dictionary<string, ChannelInfo>(channels);
        if (before is null)
        {
            return null;
        }

        ChannelInfo[] added = [.. _channels.Values.Where(channel => !before.ContainsKey(channel.Name))];
        ChannelInfo[] removed = [.. before.Values.Where(channel => !_channels.ContainsKey(channel.Name))];
        ChannelInfo[] changed =
            [.. _channels.Values.Where(channel => before.TryGetValue(channel.Name, out ChannelInfo? known) && known != channel)];
        return added.Length + removed.Length + changed.Length > 0 ? new ChannelsChanged(added, removed, changed) : null;
    }

    private List<Reading> FindNew(Pack pack)
    {
        var skip = new Dictionary<string, int>();
        if (pack.Sequence is null)
        {
            foreach (IGrouping<string, Reading> history in pack.Readings.GroupBy(static reading => reading.Name))
            {
                if (_reported.TryGetValue(history.Key, out KnownChannel? known))
                {
                    skip[history.Key] = known.CountIn([.. history], pack);
                }
            }
        }

        List<Reading> readings = [];
        foreach (Reading reading in pack.Readings)
        {
            if (skip.TryGetValue(reading.Name, out int count) && count > 0)
            {
                skip[reading.Name] = count - 1;
                continue;
            }

            if (!_reported.TryGetValue(reading.Name, out KnownChannel? channel))
            {
                channel = new KnownChannel();
                _reported.Add(reading.Name, channel);
            }

            channel.Add(reading, pack);
            readings.Add(reading);
        }

        return readings;
    }
}
