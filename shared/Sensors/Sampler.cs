using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

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
            Channels[i] = new ChannelState(i, channels[i], NextDue);
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

    /// <summary>Has a channel read with the next step, before it is due.</summary>
    internal void Ask(int channel, long now)
    {
        Channels[channel].Ask(now);
        NextDue = now;
    }

    /// <summary>
    /// Reads the channels that are due: those of one moment into <paramref name="readings"/>, batches into each channel's own, and all into their
    /// histories.
    /// </summary>
    /// <returns>How many batches there are, each with a count that is not 0.</returns>
    internal int Sample(long now, LiveReadings readings)
    {
        readings.Clear();
        int batches = 0;
        long next = long.MaxValue;
        ChannelState[] channels = Channels;
        for (int i = 0; i < channels.Length; i++)
        {
            ChannelState channel = channels[i];
            if (channel.Due <= now)
            {
                long start = _clock.Milliseconds;
                bool hasReading = channel.Read(now);
                channel.NoteReadTime(_clock.Milliseconds - start);
                if (hasReading)
                {
                    channel.AddTo(readings, i);
                    batches += channel.Batch == null ? 0 : 1;
                }
            }

            if (channel.Due < next)
            {
                next = channel.Due;
            }
        }

        NextDue = next;
        return batches;
    }
}
