using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Servers;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>A step without any work. It has no counterpart: .NET's servers wait instead.</summary>
public class IdleStep
{
    private MemoryServer? _server;

    [Params(1, 8, 64)]
    public int Clients { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _server = new MemoryServer(Clients);
        for (int i = 0; i < Clients; i++)
        {
            _server.Connect(new MemoryClient(), MemoryServer.Request(MemoryServer.Stream));
        }

        _server.Rest();
        Agreement.Check(_server.ClientCount == Clients);
    }

    [Benchmark]
    public int Ours() => _server!.Step();
}
