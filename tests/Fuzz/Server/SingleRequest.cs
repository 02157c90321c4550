using Sensorcast.Server;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>Sends whole requests to a server with routes of the test's own, one after the other.</summary>
internal sealed class SingleRequest : IListener, ITransport
{
    private readonly WebServer _server;
    private readonly List<byte> _answer = [];
    private byte[] _request = [];
    private int _taken;
    private bool _isWaiting;
    private bool _isClosed;

    internal SingleRequest(Action<WebServer> prepare, string? portalUrl = null)
    {
        _server = new WebServer(this, Clock, new ServerOptions { MaxClients = 1, PortalUrl = portalUrl });
        prepare(_server);
    }

    /// <summary>The server's clock, which goes on with each step.</summary>
    internal ManualClock Clock { get; } = new();

    public string RemoteAddress => "192.0.2.1:50000";

    public bool CanReceive => _taken < _request.Length;

    public bool CanSend => true;

    public bool LingersOnClose => false;

    /// <summary>Sends a request.</summary>
    /// <returns>All bytes of the answer.</returns>
    internal byte[] Request(byte[] request)
    {
        _answer.Clear();
        _request = request;
        _taken = 0;
        _isWaiting = true;
        _isClosed = false;
        for (int steps = 0; !_isClosed; steps++)
        {
            Assert.IsLessThan(1000, steps, "It does not end");
            Step(10);
        }

        return [.. _answer];
    }

    /// <summary>Makes a step of the server, and lets time pass.</summary>
    internal void Step(int milliseconds)
    {
        _server.Step();
        Clock.Milliseconds += milliseconds;
    }

    public ITransport Accept()
    {
        bool isNew = _isWaiting;
        _isWaiting = false;
        return isNew ? this : null!;
    }

    public int Receive(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _request.Length - _taken);
        Array.Copy(_request, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        _answer.AddRange(buffer.AsSpan(offset, count));
        return SendResult.Sent;
    }

    public void Close() => _isClosed = true;
}
