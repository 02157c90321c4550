using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Plain;
using Sensorcast.Benchmarks.Streams;
using Sensorcast.WebSockets;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>A client's masked frame comes from a stream and is unmasked, in pieces of at most 4 KB.</summary>
public class FrameReading
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly FrameReader _reader = new(long.MaxValue);
    private readonly FrameState _state = new();
    private byte[] _payload = [];
    private RepeatingStream? _stream;
    private WebSocket? _theirs;

    [ParamsSource(nameof(Sizes))]
    public int Bytes { get; set; }

    public static IEnumerable<int> Sizes => FrameSizes.All;

    [GlobalSetup]
    public void Prepare()
    {
        _payload = FrameSizes.Payload(Bytes);
        _stream = new RepeatingStream(PlainFrames.MakeMasked(_payload));
        _theirs = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        _state.Reset();
        byte last = _payload[^1];
        Agreement.Check(Ours() == Bytes && _buffer[_reader.PieceOffset + _reader.PieceLength - 1] == last);
        Agreement.Check(Theirs() == Bytes && _buffer[(Bytes - 1) % _buffer.Length] == last);
        Agreement.Check(Plain() == Bytes && _payload[^1] == last);
    }

    [GlobalCleanup]
    public void End() => _theirs?.Dispose();

    [Benchmark]
    public int Ours()
    {
        int length = 0;
        bool isWhole = false;
        while (!isWhole)
        {
            int count = _stream!.Read(_buffer, 0, _buffer.Length);
            int offset = 0;
            while (offset < count)
            {
                offset += _reader.Read(_state, _buffer, offset, count - offset);
                if (_reader.Event == FrameEvent.Data)
                {
                    length += _reader.PieceLength;
                    isWhole = _reader.PieceIsFinal;
                }
            }
        }

        return length;
    }

    [Benchmark(Baseline = true)]
    public int Theirs()
    {
        int length = 0;
        while (true)
        {
            ValueTask<ValueWebSocketReceiveResult> receive = _theirs!.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            ValueWebSocketReceiveResult result = receive.IsCompleted
                ? receive.Result : throw new InvalidOperationException("The stream never waits");
            length += result.Count;
            if (result.EndOfMessage)
            {
                return length;
            }
        }
    }

    [Benchmark]
    public int Plain() => PlainFrames.Read(_stream!, _payload);
}
