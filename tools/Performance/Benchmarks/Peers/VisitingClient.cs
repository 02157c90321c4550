using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>Connects, completes the handshake and closes, repeatedly.</summary>
internal sealed class VisitingClient(PeerProcess server, PeerWatch watch) : LoadClient(server.EndPoint, "/echo")
{
    private long _start = PeerProtocol.Now;

    protected override void Opened() => Close();

    protected override int Take(ReadOnlySpan<byte> bytes) => bytes.Length;

    protected override void Ended()
    {
        watch.Add(PeerProtocol.Now - _start);
        _start = PeerProtocol.Now;
        Reconnect();
    }
}
