using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>
/// A base of sensors whose readings have times of their own. The server takes their readings when the sensor has reported new ones, and
/// when the sensor is due; the channel's period only says how old a reading may be (<c>ut</c>).
/// </summary>
public abstract class TimedSensor : ITimedSensor, IStartedSensor
{
    /// <summary>
    /// When readings are to be taken also without <see cref="SensorHost.Notify"/>, on the server's clock, in milliseconds.
    /// </summary>
    public virtual long Due => long.MaxValue;

    /// <summary>How many readings did not fit into what is kept until the next step.</summary>
    public virtual int Lost => 0;

    /// <summary>How often a driver did not return in time.</summary>
    public virtual int Hangs => 0;

    /// <summary>How often there was no reading, those that failed included.</summary>
    public virtual int Missed => 0;

    /// <summary>How many periods passed without a read.</summary>
    public virtual int Overruns => 0;

    /// <summary>The longest time that a reading took, in milliseconds.</summary>
    public virtual int LongestRead => 0;

    /// <summary>What failed on another thread, or <see langword="null"/>.</summary>
    public virtual ReadFailures Failures => null;

    /// <summary>
    /// What is read on another thread, and so is not to be the sensor of a channel by itself; or <see langword="null"/>.
    /// </summary>
    public virtual object Driver => null;

    /// <summary>What it gets of the server; <see langword="null"/> until it is started.</summary>
    protected SensorHost Host { get; private set; }

    /// <inheritdoc/>
    public virtual void Start(Channel channel, SensorHost host)
    {
        if (Host != null)
        {
            throw new ArgumentException("The sensor of " + channel.Name + " is another channel's, too");
        }

        Host = host;
    }

    /// <summary>Requests a reading before it is due, as the channel was set. Runs on the server's thread.</summary>
    /// <param name="now">The time of the step.</param>
    public virtual void RequestReading(long now)
    {
    }

    /// <inheritdoc/>
    public abstract bool TryTake(long now, out int value, out long takenAt);
}
