using System.Text;
using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Kestrel;
using Sensorcast.Benchmarks.Servers;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>
/// A client connects, sends the request of a browser, reads the whole answer 101 and disconnects; the server has released it at the end.
/// Both servers get and give their bytes in memory.
/// </summary>
public class Handshaking
{
    private readonly byte[] _request = MemoryServer.Request(MemoryServer.Echo);
    private readonly MemoryClient _client = new();
    private readonly MemoryServer _ours = new(1);
    private KestrelServer? _theirs;

    [GlobalSetup]
    public async Task Prepare()
    {
        _theirs = await KestrelServer.StartAsync();
        Ours();
        Agreement.Check(Ours() > 0 && _client.IsClosed && _ours.ClientCount == 0);
        string ours = Encoding.ASCII.GetString(_client.Received, 0, _client.ReceivedCount);
        string theirs = Encoding.ASCII.GetString(await _theirs.ShakeHandsAsync(_request));
        Agreement.Check(Accept(ours) == Accept(theirs));
    }

    [GlobalCleanup]
    public async Task End() => await _theirs!.DisposeAsync();

    /// <returns>The answer's size in bytes.</returns>
    [Benchmark]
    public int Ours()
    {
        _ours.Connect(_client, _request);
        _client.HasLeft = true;
        _ours.Rest();
        return _client.ReceivedCount;
    }

    [Benchmark(Baseline = true)]
    public async Task<int> Theirs() => (await _theirs!.ShakeHandsAsync(_request)).Length;

    private static string Accept(string answer)
    {
        const string Field = "Sec-WebSocket-Accept:";
        string[] lines = answer.Split("\r\n");
        Agreement.Check(lines[0] == "HTTP/1.1 101 Switching Protocols" && answer.EndsWith("\r\n\r\n", StringComparison.Ordinal));
        return lines.Single(line => line.StartsWith(Field, StringComparison.OrdinalIgnoreCase))[Field.Length..].Trim();
    }
}
