using System.Net;

namespace Sensorcast.Benchmarks.Load;

/// <summary>Reads and discards all that comes.</summary>
internal sealed class DrainingClient(IPEndPoint server, string path, string subprotocol) : LoadClient(server, path, subprotocol)
{
    protected override int Take(ReadOnlySpan<byte> bytes) => bytes.Length;
}
