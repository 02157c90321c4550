using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>Reads broadcast messages, and records how late each is.</summary>
internal sealed class ViewingClient(PeerProcess server, PeerWatch watch) : LoadClient(server.EndPoint, "/broadcast")
{
    private const int HeaderSize = 2;

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        const int FrameSize = HeaderSize + PeerProtocol.BroadcastSize;
        long now = PeerProtocol.Now;
        int start = 0;
        for (; bytes.Length - start >= FrameSize; start += FrameSize)
        {
            if (bytes[start + 1] != PeerProtocol.BroadcastSize)
            {
                throw new InvalidOperationException("A broadcast message has a length of its own.");
            }

            watch.Add(now - PeerProtocol.ReadTime(bytes[(start + HeaderSize)..]));
        }

        return start;
    }
}
