using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>Reads each channel when it is due, and has the readings sent.</summary>
internal sealed class Sampler : ScheduledTask
{
    private const int MicrosecondsPerMillisecond = 1000;

    internal readonly ChannelState[] Channels;

    private readonly WebServer _server;
    private readonly IClock _clock;
    private readonly LivePacks _packs;
    private readonly LiveReadings _readings;
    private readonly bool _hasBatches;

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
            Channels[i] = channels[i].Sensor is TimedSensor ? null : new ChannelState(i, channels[i], Due);
            _hasBatches |= channels[i].Kind == ChannelKind.Batch;
        }

        StartSensors(channels);
    }


    /// <summary>The time of the step that is being made, on the server's clock.</summary>
    internal long Now => _server.Now;

    /// <summary>Has a channel read with the next step, before it is due.</summary>
    internal void RequestReading(int channel)
    {
        long now = Now;
        Channels[channel].RequestReading(now);
        Due = now;
    }

    /// <summary>Reads the channels that have been asked for, and all that are due, at once.</summary>
    internal void RunNow()
    {
        Run(Now);
    }

    /// <inheritdoc/>
    protected internal override void Run(long now)
    {
        Sample(now);
        if (_readings.Total > 0)
        {
            _packs.Send(_readings, now * MicrosecondsPerMillisecond, Channels);
        }

        if (_hasBatches)
        {
            SendBatches();
        }
    }

    /// <summary>Starts the sensors that want it, and has the readings taken of those that have times of their own.</summary>
    private void StartSensors(Channel[] channels)
    {
        int timedCount = 0;
        bool isAnyStarted = false;
        foreach (Channel channel in channels)
        {
            timedCount += channel.Sensor is TimedSensor ? 1 : 0;
            isAnyStarted |= channel.Sensor is IStartedSensor;
        }

        if (!isAnyStarted)
        {
            return;
        }

        TimedSampler timed = new TimedSampler(_packs, Channels, _server, timedCount);
        TimedChannelState[] timedChannels = new TimedChannelState[timedCount];
        timedCount = 0;
        for (int i = 0; i < channels.Length; i++)
        {
            if (channels[i].Sensor is TimedSensor)
            {
                timedChannels[timedCount] = new TimedChannelState(i, channels[i], timed.Host);
                Channels[i] = timedChannels[timedCount];
                timedCount++;
            }
        }

        _server.Add(timed);
        timed.Start(timedChannels);
        foreach (Channel channel in channels)
        {
            if (channel.Sensor is IStartedSensor sensor && channel.Sensor is not TimedSensor)
            {
                sensor.Start(channel, timed.Host);
            }
        }
    }

    /// <summary>
    /// Reads the channels that are due: those of one moment together, batches into each channel's own, and all into their histories.
    /// </summary>
    private void Sample(long now)
    {
        LiveReadings readings = _readings;
        readings.Clear();
        long next = long.MaxValue;

        // A read ends where the next one begins, so the clock is asked once for each.
        IClock clock = _clock;
        long start = clock.Milliseconds;
        ChannelState[] channels = Channels;
        int count = channels.Length;
        for (int i = 0; i < count; i++)
        {
            ChannelState channel = channels[i];
            if (channel.Due <= now)
            {
                channel.Read(now, readings, i);
                long end = clock.Milliseconds;
                if (end != start)
                {
                    channel.NoteReadTime(end - start);
                    start = end;
                }
            }

            if (channel.Due < next)
            {
                next = channel.Due;
            }
        }

        Due = next;
    }

    private void SendBatches()
    {
        foreach (ChannelState channel in Channels)
        {
            BatchReadings batch = channel.Batch;
            if (batch != null && batch.Count > 0)
            {
                _packs.Send(batch, batch.End, Channels);
                batch.Clear();
            }
        }
    }
}
