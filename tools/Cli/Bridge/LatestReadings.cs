using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>The newest reading of each channel, which the broker retains on a topic of the channel's own. The caller locks.</summary>
/// <param name="topics">The board's topics.</param>
/// <param name="arePublished">Whether they are published; if not, those that an earlier run retained are removed.</param>
/// <param name="time">The time.</param>
internal sealed class LatestReadings(BoardTopics topics, bool arePublished, TimeProvider time)
{
    /// <summary>The shortest time between two publications of a fast channel.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Latest> _channels = [];

    /// <summary>Whether any is to be published, now or after its period.</summary>
    public bool IsAnyDue => _channels.Values.Any(static one => one.IsDue);

    /// <summary>Replaces the last reading of a channel.</summary>
    /// <returns>The message to send for that, if there is one.</returns>
    public Outgoing? Take(string channel, Reading reading)
    {
        if (!topics.CanName(channel))
        {
            return null;
        }

        bool isNew = !_channels.TryGetValue(channel, out Latest? latest);
        if (isNew)
        {
            _channels.Add(channel, latest = new Latest());
        }

        latest!.Reading = reading;
        latest.IsDue = arePublished;

        // Otherwise an earlier bridge's retained reading would be taken for the newest one for ever.
        return isNew && !arePublished ? None(channel) : null;
    }

    /// <summary>Removes a channel.</summary>
    /// <returns>The message to send for that, if there is one.</returns>
    public Outgoing? Remove(string channel) => _channels.Remove(channel) && arePublished ? None(channel) : null;

    /// <summary>Removes all.</summary>
    public void Clear() => _channels.Clear();

    /// <summary>The broker may have forgotten them: all are due, at once.</summary>
    public void Repeat()
    {
        foreach (Latest latest in _channels.Values)
        {
            latest.IsDue = arePublished;
            latest.PublishedAt = null;
        }
    }

    /// <summary>Takes one that is due.</summary>
    /// <param name="excluded">The topics that the broker does not take.</param>
    /// <returns><see langword="null"/> if none is due.</returns>
    public Outgoing? TryTake(HashSet<string> excluded)
    {
        foreach ((string channel, Latest latest) in _channels)
        {
            string topic = topics.ReadingOf(channel);
            if (latest.IsDue && !excluded.Contains(topic)
                && !(latest.PublishedAt is long at && time.GetElapsedTime(at) < Period))
            {
                latest.IsDue = false;
                latest.PublishedAt = time.GetTimestamp();
                return new Outgoing(
                    topic, SenmlJson.WritePack(latest.Reading!), Outgoing.SenmlJson, IsRetained: true, MustArrive: false);
            }
        }

        return null;
    }

    private Outgoing None(string channel) =>
        new(topics.ReadingOf(channel), default, Outgoing.SenmlJson, IsRetained: true, MustArrive: true);

    private sealed class Latest
    {
        public Reading? Reading { get; set; }

        public bool IsDue { get; set; }

        public long? PublishedAt { get; set; }
    }
}
