using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.IlCost.Memory;

/// <summary>The memory of a server with so many slots, channels and readings.</summary>
internal static class ServerMemory
{
    /// <summary>In bytes of the board's heap: the server and its program's objects for it, without those of static fields.</summary>
    internal static int OnTheBoard(int clients, int channels, int history) =>
        HeapSetups.Objects(clients, channels, history).Sum(item => item.Bytes);

    /// <summary>In bytes that the desktop's runtime reports as allocated to make it.</summary>
    internal static long OnTheDesktop(int clients, int channels, int history)
    {
        // The first one includes objects that are made once.
        _ = Make(clients, channels, history);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = Make(clients, channels, history);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>A server of number channels, of which one may be settable, as it is after start-up.</summary>
    internal static SensorServer Make(int clients, int channelCount, int history, bool isSettable = false)
    {
        var channels = new Channel[channelCount];
        for (int i = 0; i < channels.Length; i++)
        {
            channels[i] = new Channel($"channel-{i:00}", "Cel", -2, 1000, new NoSensor());
        }

        if (isSettable)
        {
            channels[0].SetBy(new NoActuator(), 0, 1000);
        }

        return new SensorServer(
            new SensorOptions { MaxClients = clients, HistoryLength = history }, new NoListener(), new NoClock(), channels);
    }

    private sealed class NoSensor : ISensor
    {
        public bool TryRead(out int value)
        {
            value = 0;
            return false;
        }
    }

    private sealed class NoActuator : IActuator
    {
        public bool TrySet(int value) => false;
    }

    private sealed class NoListener : IListener
    {
        public ITransport? Accept() => null;
    }

    private sealed class NoClock : IClock
    {
        public long Milliseconds => 0;

        public long UnixMilliseconds => 0;
    }
}
