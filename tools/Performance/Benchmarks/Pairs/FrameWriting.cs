using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Plain;
using Sensorcast.Benchmarks.Streams;
using Sensorcast.WebSockets;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>A payload in memory is written to a stream as one frame of a server.</summary>
public class FrameWriting
{
    private CopyingStream? _stream;
    private byte[] _payload = [];
    private byte[] _frame = [];
    private int _payloadOffset;
    private WebSocket? _theirs;

    [ParamsSource(nameof(Sizes))]
    public int Bytes { get; set; }

    public static IEnumerable<int> Sizes => FrameSizes.All;

    [GlobalSetup]
    public async Task Prepare()
    {
        _payload = FrameSizes.Payload(Bytes);
        _payloadOffset = FrameWriter.HeaderSize(Bytes);
        _frame = [.. new byte[_payloadOffset], .. _payload];
        _stream = new CopyingStream(_frame.Length);
        _theirs = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        Ours();
        byte[] ours = _stream.Newest.ToArray();
        await Theirs();
        Agreement.Check(_stream.Newest.SequenceEqual(ours));
        Plain();
        Agreement.Check(_stream.Newest.SequenceEqual(ours));
    }

    [GlobalCleanup]
    public void End() => _theirs?.Dispose();

    /// <summary>The payload is already in the send buffer: the encoder writes it there.</summary>
    [Benchmark]
    public void Ours()
    {
        int start = FrameWriter.WriteHeader(_frame, _payloadOffset, Bytes, Opcode.Binary, isFinal: true);
        _stream!.Write(_frame, start, _frame.Length - start);
    }

    [Benchmark(Baseline = true)]
    public ValueTask Theirs() => _theirs!.SendAsync(_payload.AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None);

    [Benchmark]
    public void Plain() => _stream!.Write(_frame, 0, PlainFrames.Write(_payload, _frame));
}
