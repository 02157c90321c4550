using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

/// <summary>One client after the other, each from an address of its own with the same request, so that none has to wait.</summary>
internal sealed class RequestClients : IListener, ITransport
{
    private const int Rounds = 200;

    private readonly byte[] _request;
    private readonly ManualClock _clock = new();
    private readonly SensorServer _server;
    private readonly string[] _addresses = [.. Enumerable.Range(0, 50).Select(i => $"192.0.2.{i}:50000")];
    private readonly byte[] _status = new byte[12];
    private readonly EveryKind _lamp = new();
    private int _connections;
    private bool _isWaiting;
    private bool _hasRequest;

    internal RequestClients(string request)
    {
        _request = Encoding.ASCII.GetBytes(request);
        Channel[] channels =
            [new("a", "Cel", -2, 1000, new CountingSensor()), new Channel("lamp", 1000, (IBooleanSensor)_lamp).SetBy(_lamp)];
        var options = new SensorOptions { Token = "full-token", ReadOnlyToken = "read-only-token" };
        _server = new SensorServer(options, this, _clock, channels);
    }

    public string RemoteAddress => _addresses[_connections % _addresses.Length];

    public bool CanReceive => _hasRequest;

    public bool CanSend => true;

    public bool LingersOnClose => false;

    internal int Status => int.Parse(Encoding.ASCII.GetString(_status, 9, 3), System.Globalization.CultureInfo.InvariantCulture);

    public ITransport? Accept()
    {
        bool wasWaiting = _isWaiting;
        _isWaiting = false;
        _hasRequest |= wasWaiting;
        return wasWaiting ? this : null;
    }

    public int Receive(byte[] buffer, int offset, int count)
    {
        _hasRequest = false;
        _request.CopyTo(buffer, offset);
        return _request.Length;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, _status, 0, _status.Length);
        return SendResult.Sent;
    }

    public void Close()
    {
    }

    /// <summary>Lets clients come and go.</summary>
    /// <returns>How many bytes that allocates.</returns>
    internal long Play()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            _connections++;
            _isWaiting = true;
            _clock.Milliseconds += 2000;
            while (_server.Step() == 0)
            {
            }

            Assert.AreEqual(0, _server.ClientCount);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
