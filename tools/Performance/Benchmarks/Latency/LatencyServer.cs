using System.Net;
using Sensorcast.Benchmarks.Servers;
using Sensorcast.Host;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Benchmarks.Latency;

/// <summary>The server on the Host's sockets; the first channel's readings are the moments at which they were taken.</summary>
internal static class LatencyServer
{
    /// <summary>Longer than any measurement: a stalled client stays connected.</summary>
    private const int StallTimeout = 3_600_000;

    /// <summary>Serves until the input ends. Prints its address.</summary>
    /// <param name="clients">How many clients there will be, besides one that requests the status.</param>
    /// <param name="channelCount">How many channels there are.</param>
    /// <param name="rate">How often each is read, a second.</param>
    public static int Run(int clients, int channelCount, int rate)
    {
        int period = 1000 / rate;
        using IWaitingListener listener = Listeners.Open(IPAddress.Loopback, 0);
        Channel[] channels =
        [
            new("taken", Timestamp.Unit, Timestamp.Exponent, period, new Timestamp()),
            .. Readings.Channels(channelCount - 1, period, new SteadySensor()),
        ];
        SensorOptions options = new()
        {
            MaxClients = clients + 1,
            ReadSize = ServerLoop.ReadSize,
            BaseName = Readings.BaseName,
            StallTimeout = StallTimeout,
        };
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
