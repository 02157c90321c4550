using System.Net;
using Sensorcast.Benchmarks.Servers;
using Sensorcast.Host;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Benchmarks.Latency;

/// <summary>The server on the Host's sockets, with 8 channels at 100 Hz; the first one's readings are the moments at which they were taken.</summary>
internal static class LatencyServer
{
    private const int ChannelCount = 8;
    private const int Period = 10;

    /// <summary>A stalled client shall stay stalled for the whole measurement.</summary>
    private const int StallTimeout = 3_600_000;

    /// <summary>Serves until the input ends. Prints where.</summary>
    public static int Run()
    {
        using IWaitingListener listener = Listeners.Open(IPAddress.Loopback, 0);
        Channel[] channels =
        [
            new("taken", Timestamp.Unit, Timestamp.Exponent, Period, new Timestamp()),
            .. Readings.Channels(ChannelCount - 1, Period, new SteadySensor()),
        ];
        SensorOptions options = new() { MaxClients = SensorOptions.MostClients, BaseName = Readings.BaseName, StallTimeout = StallTimeout };
        SystemClock clock = new();
        SensorServer server = new(options, listener, clock, channels);
        ServerLoop loop = new(server, listener, clock);
        Console.WriteLine(listener.EndPoint);
        Task<int> inputEnds = Task.Run(Console.In.Read);
        while (!inputEnds.IsCompleted)
        {
            loop.Turn();
        }

        return 0;
    }
}
