using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Servers;
using Sensorcast.Telemetry;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>A live pack is written, the same bytes by both.</summary>
public class PackEncoding
{
    private PackEncoder? _ours;
    private LibraryPackWriter? _theirs;
    private LiveReadings _readings = new(0);
    private byte[] _buffer = [];

    [Params("CBOR", "JSON")]
    public string Encoding { get; set; } = "CBOR";

    [Params(1, 8, 32)]
    public int Records { get; set; }

    /// <summary>A pack's size in bytes.</summary>
    internal static int Size(string encoding, int records)
    {
        PackEncoding pair = new() { Encoding = encoding, Records = records };
        pair.Prepare();
        return pair.Ours();
    }

    [GlobalSetup]
    public void Prepare()
    {
        Channel[] channels = Readings.Channels(Records, 1000, new SteadySensor());
        _ours = Encoding == "CBOR" ? new CborPackEncoder(channels, Readings.BaseName) : new JsonPackEncoder(channels, Readings.BaseName);
        _theirs = Encoding == "CBOR" ? new CborLibraryPackWriter() : new JsonLibraryPackWriter();
        _readings = Readings.Live(Records);
        _buffer = new byte[_ours.MaxLivePackSize];
        int size = Ours();
        byte[] ours = _buffer[..size];
        Agreement.Check(Theirs() == size && _buffer.AsSpan(0, size).SequenceEqual(ours));
    }

    /// <returns>The pack's size in bytes.</returns>
    [Benchmark]
    public int Ours() => _ours!.WriteLivePack(_buffer, 0, _readings);

    [Benchmark(Baseline = true)]
    public int Theirs() => _theirs!.Write(_buffer, Records);
}
