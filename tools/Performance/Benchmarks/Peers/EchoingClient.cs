using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>Sends a message, reads its echo, and sends the next one.</summary>
internal sealed class EchoingClient : LoadClient
{
    private readonly PeerWatch _watch;
    private readonly byte[] _message;
    private readonly byte[] _frame;
    private int _have;
    private long _start;

    public EchoingClient(PeerProcess server, int size, PeerWatch watch)
        : base(server.EndPoint, "/echo")
    {
        _watch = watch;
        _message = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        _frame = MaskedFrame(0x82, _message);
    }

    protected override void Opened() => Ask();

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        // A server may echo a message in any number of frames (RFC 6455 section 5.4).
        int start = 0;
        while (TryFindFrame(bytes[start..], out Range range))
        {
            ReadOnlySpan<byte> payload = bytes[start..][range];
            if (!_message.AsSpan(_have).StartsWith(payload))
            {
                throw new InvalidOperationException("The echo is not what was sent.");
            }

            start += range.End.Value;
            _have += payload.Length;
            if (_have == _message.Length)
            {
                _watch.Add(PeerProtocol.Now - _start);
                Ask();
            }
        }

        return start;
    }

    private void Ask()
    {
        _have = 0;
        _start = PeerProtocol.Now;
        Send(_frame);
    }
}
