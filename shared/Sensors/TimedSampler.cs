using System;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>Takes the readings that have times of their own, when there is news or a sensor is due, and has them sent.</summary>
internal sealed class TimedSampler : ScheduledTask
{
    /// <summary>The minimum time from one turn to the next, in milliseconds: many events make few packs.</summary>
    private const int MinInterval = 10;

    /// <summary>For how many readings of one turn there is room, at least.</summary>
    private const int MinCapacity = 32;

    private const int MicrosecondsPerMillisecond = 1000;

    private readonly LivePacks _packs;
    private readonly ChannelState[] _allChannels;
    private readonly TimedReadings _readings;
    private TimedChannelState[] _channels = new TimedChannelState[0];

    // When news is taken at the earliest, and when a sensor is due.
    private long _earliest;
    private long _next;

    internal TimedSampler(LivePacks packs, ChannelState[] allChannels, WebServer server, int channelCount)
    {
        _packs = packs;
        _allChannels = allChannels;
        _readings = new TimedReadings(channelCount < MinCapacity ? MinCapacity : channelCount);
        Due = server.Clock.Milliseconds;
        Host = new SensorHost(this, server.Clock, server.Options.Waker);
    }

    /// <summary>What the sensors get of the server.</summary>
    internal SensorHost Host { get; }

    /// <summary>Says which channels there are, and starts their sensors.</summary>
    internal void Start(TimedChannelState[] channels)
    {
        _channels = channels;
        foreach (TimedChannelState channel in channels)
        {
            foreach (ChannelState other in _allChannels)
            {
                if (channel.Sensor.Driver != null && channel.Sensor.Driver == other.Channel.Sensor)
                {
                    throw new ArgumentException("Another thread reads the sensor of " + other.Channel.Name + ", too");
                }
            }

            channel.Sensor.Start(channel.Channel, Host);
        }
    }

    /// <inheritdoc/>
    protected internal override void Run(long now)
    {
        if (!Host.TakeHurry() && now < _earliest && now < _next)
        {
            // Only news: it waits for some more.
            Due = _earliest < _next ? _earliest : _next;
            return;
        }

        _earliest = now + MinInterval;
        long next = long.MaxValue;
        Host.StartTaking();
        _readings.Restart();
        long latest = Host.Clock.Milliseconds;
        foreach (TimedChannelState channel in _channels)
        {
            long due = channel.Drain(now, latest, _readings) ? channel.Sensor.Due : _earliest;
            next = due < next ? due : next;
        }

        if (_readings.Count > 0)
        {
            _packs.Send(_readings, _readings.End * MicrosecondsPerMillisecond, _allChannels);
        }

        _next = next;
        Due = next;
        if (Host.IsNotified && _earliest < next)
        {
            Due = _earliest;
        }
    }
}
