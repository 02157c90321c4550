using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Plain;
using Sensorcast.Benchmarks.Servers;
using Sensorcast.Benchmarks.Streams;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>
/// A reading is sent to so many clients as a live CBOR pack. Ours is a whole step of the server; theirs is a program with .NET's parts:
/// it encodes the pack once, and each WebSocket makes a frame of it.
/// </summary>
public class Broadcasting
{
    private readonly CborLibraryPackWriter _writer = new();
    private readonly byte[] _pack = new byte[256];
    private MemoryServer? _server;
    private WebSocket[] _sockets = [];

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

        // The first packs have the channel's unit.
        Ours();
        Ours();
        long before = _server.Sent;
        Ours();
        Agreement.Check(_server.Sent - before == Clients);
        WebSocketCreationOptions options = new() { IsServer = true, KeepAliveInterval = TimeSpan.Zero };
        _sockets =
            [.. Enumerable.Range(0, Clients)
                .Select(_ => WebSocket.CreateFromStream(new CopyingStream(_pack.Length + PlainFrames.MaxHeaderSize), options))];
    }

    [GlobalCleanup]
    public void End()
    {
        foreach (WebSocket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    [Benchmark]
    public int Ours()
    {
        _server!.LetTimePass();
        return _server.Step();
    }

    [Benchmark(Baseline = true)]
    public async Task Theirs()
    {
        int size = _writer.Write(_pack, 1);
        foreach (WebSocket socket in _sockets)
        {
            await socket.SendAsync(_pack.AsMemory(0, size), WebSocketMessageType.Binary, true, CancellationToken.None);
        }
    }
}
