using System.Net;
using Sensorcast.Host;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>The server on a thread of the test's, with times that no command line sets.</summary>
internal sealed class InProcessServer : IDisposable
{
    private readonly IWaitingListener _listener = Listeners.Open(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ServerLoop _loop;
    private readonly Thread _thread;

    /// <param name="options">The times.</param>
    /// <param name="channels">How many channels, each read as often as possible; 0 for one channel that is read hardly ever.</param>
    /// <param name="period">Milliseconds between two packs.</param>
    public InProcessServer(SensorOptions options, int channels, int period)
    {
        Channel[] all = channels == 0
            ? [new Channel("quiet", "/", 0, 3_600_000, new Counter())]
            : [.. Enumerable.Range(0, channels).Select(i => new Channel($"a-channel-with-a-long-name-{i}", "/", 0, period, new Counter()))];
        var clock = new SystemClock();
        _loop = new ServerLoop(new SensorServer(options, _listener, clock, all), _listener, clock);
        _thread = new Thread(Run);
        _thread.Start();
    }

    public Uri Url => new($"http://{_listener.EndPoint}/");

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _listener.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            _loop.Turn();
        }
    }

    private sealed class Counter : ISensor
    {
        private int _value = 1_000_000_000;

        public bool TryRead(out int value)
        {
            value = _value++;
            return true;
        }
    }
}
