using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// The pack for new subscribers: the descriptions of the channels and their last readings. It is built from the packs that have come, since
/// a board's own first pack is as old as the connection.
/// </summary>
/// <param name="topics">The board's topics.</param>
/// <param name="period">Of each channel at most one reading in this time is kept, besides the newest.</param>
internal sealed class RecentReadings(BoardTopics topics, TimeSpan period)
{
    /// <summary>The maximum size of the pack in bytes: some brokers take no larger message.</summary>
    public const int MaxSize = 64 * 1024;

    /// <summary>As many as a board keeps by default.</summary>
    private const int MaxReadings = 60;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, RecentChannel> _channels = new(StringComparer.Ordinal);
    private string _baseName = "";
    private long? _sequence;
    private bool _isKnown;

    /// <summary>Whether anything has come since the last <see cref="Write"/>.</summary>
    public bool HasNew { get; private set; }

    /// <summary>Whether a description has changed since the last <see cref="Write"/>.</summary>
    public bool HasNewDescription { get; private set; }

    /// <summary>How many channels did not fit into the last pack.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Takes a pack. Of a batch only the last reading counts, as in a board's first pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="channels">The board's channels.</param>
    public void Take(Pack pack, IReadOnlyDictionary<string, ChannelInfo> channels)
    {
        lock (_lock)
        {
            if (pack.Sequence is null || pack.DescribesChannels)
            {
                Describe(channels);
            }

            _isKnown = true;
            _baseName = pack.BaseName;
            _sequence = pack.Sequence;
            HasNew = true;
            IEnumerable<Reading> readings = pack.Sequence is null
                ? pack.Readings
                : pack.Readings.GroupBy(static reading => reading.Name).Select(static batch => batch.Last());
            foreach (Reading reading in readings)
            {
                if (_channels.TryGetValue(reading.Name, out RecentChannel? channel))
                {
                    channel.Add(reading, period, MaxReadings);
                }
            }
        }
    }

    /// <summary>Writes the message: as many readings of each channel as fit, and as many channels if not even one of each fits.</summary>
    /// <param name="maxSize">The maximum size of the payload in bytes.</param>
    /// <returns><see langword="null"/> before the board's first pack.</returns>
    public Outgoing? Write(long maxSize)
    {
        lock (_lock)
        {
            HasNew = HasNewDescription = false;
            if (!_isKnown)
            {
                return null;
            }

            RecentChannel[] channels = [.. _channels.Values];
            int count = MaxReadings;
            byte[] pack = RecentPack.Write(_baseName, _sequence, channels, count);
            while (pack.Length > maxSize && channels.Length > 0)
            {
                if (count > 1)
                {
                    count /= 2;
                }
                else
                {
                    channels = channels[..(channels.Length * 3 / 4)];
                }

                pack = RecentPack.Write(_baseName, _sequence, channels, count);
            }

            LeftOut = _channels.Count - channels.Length;
            return new Outgoing(topics.Recent, pack, Outgoing.SenmlJson, IsRetained: true, MustArrive: false);
        }
    }

    private void Describe(IReadOnlyDictionary<string, ChannelInfo> channels)
    {
        foreach (string name in _channels.Keys.Where(name => !channels.ContainsKey(name)).ToArray())
        {
            _channels.Remove(name);
            HasNewDescription = true;
        }

        foreach ((string name, ChannelInfo info) in channels)
        {
            if (!_channels.TryGetValue(name, out RecentChannel? channel))
            {
                channel = new RecentChannel(info);
                _channels.Add(name, channel);
                HasNewDescription = true;
            }
            else if (channel.Info != info)
            {
                channel.Describe(info);
                HasNewDescription = true;
            }
        }
    }
}
