using System;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>Makes a web server a sensor server.</summary>
public static class SensorRoutes
{
    /// <summary>
    /// Adds the usual routes: the stream at <c>/ws</c>, <c>/readings</c>, <c>/status</c>, <c>/metrics</c> and <c>/echo</c>. To leave one
    /// out, add the others one by one.
    /// </summary>
    /// <param name="server">The server. If its options are <see cref="SensorOptions"/> these count, else their defaults.</param>
    /// <param name="channels">What is measured, at least one channel.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentException">
    /// There is no channel, two have one name, or they do not fit into one pack; or a path has a route already.
    /// </exception>
    public static StreamRoute AddTo(WebServer server, params Channel[] channels)
    {
        SensorOptions options = server.Options as SensorOptions ?? new SensorOptions();
        StreamRoute stream = new StreamRoute(server, options, channels);
        server.Add(stream);
        server.Add(new ReadingsRoute(server, stream));
        server.Add(new StatusRoute(server, stream));
        server.Add(new MetricsRoute(server, stream));
        server.Add(new EchoRoute("/echo", options.MaxMessageLength));
        return stream;
    }
}
