using System.Diagnostics;
using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>What is known of a board.</summary>
internal sealed class BoardView(string name)
{
    private const int RateSeconds = 5;

    /// <summary>No board has more; it bounds the memory that a faulty one can take.</summary>
    private const int MaxChannels = 4096;

    private List<ChannelView> _channels = [];
    private Dictionary<string, ChannelView> _byName = [];
    private Queue<long> _arrivals = new();

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its channels, in the order in which they came.</summary>
    public IReadOnlyList<ChannelView> Channels => _channels;

    /// <summary>Whether it is connected.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Its state for people: live, or the reason why not.</summary>
    public string State { get; private set; } = "connecting";

    /// <summary>How many packs were left out.</summary>
    public long Skipped { get; private set; }

    /// <summary>How long it takes to answer, if that is known.</summary>
    public TimeSpan? RoundTrip { get; set; }

    /// <summary>How many packs a second have come lately.</summary>
    public double Rate(long now)
    {
        double seconds = _arrivals.TryPeek(out long first) ? Stopwatch.GetElapsedTime(first, now).TotalSeconds : 0;
        return seconds > 0 && seconds <= 2 * RateSeconds ? _arrivals.Count / seconds : 0;
    }

    /// <summary>Takes an event of the stream.</summary>
    public void Take(StreamEvent streamEvent, IReadOnlyDictionary<string, ChannelInfo> channels)
    {
        switch (streamEvent)
        {
            case Pack pack:
                Take(pack, channels);
                break;
            case SkippedPacks gap:
                Skipped += gap.Count;
                break;
            case Connected:
                (IsLive, State) = (true, "live");
                break;
            case ChannelsChanged changes:
                foreach (ChannelInfo removed in changes.Removed)
                {
                    if (_byName.TryGetValue(removed.Name, out ChannelView? channel))
                    {
                        channel.IsGone = true;
                    }
                }

                foreach (ChannelInfo changed in changes.Changed)
                {
                    _byName.GetValueOrDefault(changed.Name)?.Describe(changed);
                }

                break;
            case Disconnected disconnected:
                End(disconnected.Error);
                break;
        }
    }

    /// <summary>The connection has ended.</summary>
    public void End(SensorcastException error) => (IsLive, State, RoundTrip) = (false, OneLine.Of(error.Message), null);

    /// <summary>Makes an unchanging copy.</summary>
    public BoardView Copy()
    {
        var copy = (BoardView)MemberwiseClone();
        copy._channels = [.. _channels.Select(static channel => channel.Copy())];
        copy._byName = [];
        copy._arrivals = new Queue<long>(_arrivals);
        return copy;
    }

    private void Take(Pack pack, IReadOnlyDictionary<string, ChannelInfo> channels)
    {
        foreach (Reading reading in pack.Readings)
        {
            if (!_byName.TryGetValue(reading.Name, out ChannelView? channel))
            {
                if (_channels.Count == MaxChannels)
                {
                    continue;
                }

                channel = new ChannelView(pack.ChannelOf(reading));
                _channels.Add(channel);
                _byName.Add(reading.Name, channel);
            }

            channel.Add(reading, pack.Time, channels.GetValueOrDefault(reading.Name));
        }

        if (pack.Sequence is not null)
        {
            _arrivals.Enqueue(Stopwatch.GetTimestamp());
            while (_arrivals.TryPeek(out long oldest) && Stopwatch.GetElapsedTime(oldest).TotalSeconds > RateSeconds)
            {
                _arrivals.Dequeue();
            }
        }
    }
}
