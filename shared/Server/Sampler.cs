using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Server;

/// <summary>
/// Reads each channel when it is due. Due times are absolute, so a schedule does not drift; a reading that is late is taken once and not
/// made up.
/// </summary>
internal sealed class Sampler
{
    private readonly Channel[] _channels;
    private readonly long[] _due;

    internal Sampler(Channel[] channels, long now)
    {
        _channels = channels;
        _due = new long[channels.Length];
        for (int i = 0; i < _due.Length; i++)
        {
            _due[i] = now;
        }

        NextDue = now;
    }

    /// <summary>When the next channel is due.</summary>
    internal long NextDue { get; private set; }

    /// <summary>Reads the channels that are due into <paramref name="readings"/> and their histories.</summary>
    internal void Sample(long now, LiveReadings readings)
    {
        readings.Clear();
        long next = long.MaxValue;
        for (int i = 0; i < _channels.Length; i++)
        {
            Channel channel = _channels[i];
            long due = _due[i];
            if (due <= now)
            {
                if (TryRead(channel.Sensor, out int value))
                {
                    readings.Add(i, value);
                    channel.History.Append(value, now);
                }

                int period = channel.PeriodMilliseconds;
                due += period * (((now - due) / period) + 1);
                _due[i] = due;
            }

            if (due < next)
            {
                next = due;
            }
        }

        NextDue = next;
    }

    private static bool TryRead(ISensor sensor, out int value)
    {
        try
        {
            return sensor.TryRead(out value);
        }
        catch (Exception)
        {
            // A sensor is a firmware author's code and a wire: what breaks in it costs its own channel a reading, nobody else.
            value = 0;
            return false;
        }
    }
}
