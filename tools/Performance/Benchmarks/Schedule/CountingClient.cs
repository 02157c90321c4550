using System.Net;
using System.Text;
using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Schedule;

/// <summary>A viewer that counts the packs with a reading of the channel. It answers pings: a silent one would be disconnected.</summary>
internal sealed class CountingClient(IPEndPoint server) : LoadClient(server, "/ws", "senml+cbor")
{
    private const int Ping = 0x89;
    private const int Pong = 0x8A;

    private static readonly byte[] Name = Encoding.UTF8.GetBytes(HostProcess.Channel);

    private long _count;

    /// <summary>How many there were. May be read from any thread.</summary>
    public long Count => Volatile.Read(ref _count);

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        int start = 0;
        for (; TryFindFrame(bytes[start..], out Range range); start += range.End.Value)
        {
            ReadOnlySpan<byte> payload = bytes[start..][range];
            if (bytes[start] == Ping)
            {
                Send(MaskedFrame(Pong, payload.ToArray()));
            }
            else if (payload.IndexOf(Name) >= 0)
            {
                Volatile.Write(ref _count, _count + 1);
            }
        }

        return start;
    }
}
