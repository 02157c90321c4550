using Sensorcast.Telemetry;

namespace Sensorcast.Server;

/// <summary>Reads each channel when it is due.</summary>
internal sealed class Sampler
{
    private readonly IClock _clock;

    internal Sampler(Channel[] channels, IClock clock)
    {
        _clock = clock;
        NextDue = clock.Milliseconds;
        Channels = new ChannelState[channels.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            Channels[i] = new ChannelState(channels[i], NextDue);
        }
    }

    internal ChannelState[] Channels { get; }

    /// <summary>When the next channel is due. A field: each step looks at it.</summary>
    internal long NextDue;

    /// <summary>Notes that all clients have got the readings, and with them the units of the channels.</summary>
    internal void EndIntroductions(LiveReadings readings)
    {
        for (int i = 0; i < readings.Count; i++)
        {
            Channels[readings.Channels[i]].IsIntroduced = true;
        }
    }

    /// <summary>Reads the channels that are due into <paramref name="readings"/> and their histories.</summary>
    internal void Sample(long now, LiveReadings readings)
    {
        readings.Clear();
        long next = long.MaxValue;
        ChannelState[] channels = Channels;
        for (int i = 0; i < channels.Length; i++)
        {
            ChannelState channel = channels[i];
            if (channel.Due <= now && channel.Read(_clock, now))
            {
                readings.Add(i, channel.LastValue, !channel.IsIntroduced);
            }

            if (channel.Due < next)
            {
                next = channel.Due;
            }
        }

        NextDue = next;
    }
}
