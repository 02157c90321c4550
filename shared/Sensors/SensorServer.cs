using System;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>A web server with the usual routes of <see cref="SensorRoutes"/>. The author's own can be added.</summary>
public sealed class SensorServer : WebServer
{
    /// <summary>Makes a server. All that it needs is allocated here.</summary>
    /// <param name="options">What is set; read once.</param>
    /// <param name="listener">Where connections come from.</param>
    /// <param name="clock">The time.</param>
    /// <param name="channels">What is measured, at least one channel.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its range, there is no channel, two have one name, or they do not fit into one pack.
    /// </exception>
    public SensorServer(SensorOptions options, IListener listener, IClock clock, Channel[] channels)
        : base(listener, clock, options)
    {
        Stream = SensorRoutes.AddTo(this, channels);
    }

    /// <summary>The stream of readings.</summary>
    public StreamRoute Stream { get; }

    /// <summary>The number of the newest live pack.</summary>
    public uint Sequence => Stream.Sequence;
}
