using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>Reads each channel when it is due, and has the readings sent.</summary>
internal sealed class Sampler : ScheduledTask
{
    private const int MicrosecondsPerMillisecond = 1000;

    private readonly WebServer _server;
    private readonly IClock _clock;
    private readonly LivePacks _packs;
    private readonly LiveReadings _readings;

    internal Sampler(Channel[] channels, WebServer server, LivePacks packs)
    {
        _server = server;
        _clock = server.Clock;
        _packs = packs;
        _readings = new LiveReadings(channels.Length);
        Due = _clock.Milliseconds;
        Channels = new ChannelState[channels.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            Channels[i] = new ChannelState(i, channels[i], Due);
        }
    }

    internal ChannelState[] Channels { get; }

    /// <summary>The time of the step that is being made, on the server's clock.</summary>
    internal long Now => _server.Now;

    /// <summary>Has a channel read with the next step, before it is due.</summary>
    internal void Ask(int channel)
    {
        long now = Now;
        Channels[channel].Ask(now);
        Due = now;
    }

    /// <inheritdoc/>
    protected internal override void Run(long now)
    {
        int batches = Sample(now);
        if (_readings.Count > 0)
        {
            Send(_readings, now * MicrosecondsPerMillisecond);
        }

        ChannelState[] channels = Channels;
        for (int i = 0; batches > 0; i++)
        {
            LiveReadings batch = channels[i].Batch;
            if (batch != null && batch.Count > 0)
            {
                Send(batch, channels[i].BatchEnd);
                batch.Clear();
                batches--;
            }
        }
    }

    /// <summary>Reads the channels that are due: those of one moment together, batches into each channel's own, and all into their histories.</summary>
    /// <returns>How many batches there are, each with a count that is not 0.</returns>
    private int Sample(long now)
    {
        _readings.Clear();
        int batches = 0;
        long next = long.MaxValue;

        // A read ends where the next one begins, so the clock is asked once for each.
        long start = _clock.Milliseconds;
        ChannelState[] channels = Channels;
        for (int i = 0; i < channels.Length; i++)
        {
            ChannelState channel = channels[i];
            if (channel.Due <= now)
            {
                bool hasReading = channel.Read(now);
                long end = _clock.Milliseconds;
                if (end != start)
                {
                    channel.NoteReadTime(end - start);
                    start = end;
                }

                if (hasReading)
                {
                    channel.AddTo(_readings, i);
                    batches += channel.Batch == null ? 0 : 1;
                }
            }

            if (channel.Due < next)
            {
                next = channel.Due;
            }
        }

        Due = next;
        return batches;
    }

    private void Send(LiveReadings readings, long takenAt)
    {
        if (!_packs.Send(readings, takenAt) || !readings.HaveIntroductions)
        {
            // A client that has not got an introduction gets another one with the next reading.
            return;
        }

        for (int i = 0; i < readings.Count; i++)
        {
            Channels[readings.Channels[i]].IsIntroduced = true;
        }
    }
}
