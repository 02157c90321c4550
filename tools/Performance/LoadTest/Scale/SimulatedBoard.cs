using System.Net;
using Sensorcast.Host;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.LoadTest.Scale;

/// <summary>The real server on a thread of its own, with real sockets and eight simulated sensors.</summary>
internal sealed class SimulatedBoard : IDisposable
{
    private const int Sensors = 8;

    private readonly IWaitingListener _listener = Listeners.Open(IPAddress.Loopback, 0);
    private readonly Thread _thread;
    private volatile bool _isOver;

    public SimulatedBoard(string name, int rate)
    {
        Name = name;
        var clock = new SystemClock();
        Channel[] channels =
            [.. Enumerable.Range(1, Sensors).Select(i => new Channel($"sensor-{i}", "V", -3, 1000 / rate, new Sawtooth(clock, i)))];
        var server = new SensorServer(new SensorOptions { BaseName = name + ":" }, _listener, clock, channels);
        _thread = new Thread(() => Serve(new ServerLoop(server, _listener, clock))) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its address.</summary>
    public string Address => _listener.EndPoint.ToString();

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _listener.Dispose();
    }

    private void Serve(ServerLoop loop)
    {
        while (!_isOver)
        {
            loop.Turn();
        }
    }

    private sealed class Sawtooth(SystemClock clock, int period) : ISensor
    {
        public bool TryRead(out int value)
        {
            value = (int)(clock.Milliseconds % (1000 * period));
            return true;
        }
    }
}
