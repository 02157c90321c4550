using System.Reflection;
using BenchmarkDotNet.Attributes;
using Sensorcast.Benchmarks.Plain;
using Sensorcast.WebSockets;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>A payload is unmasked in place, and nothing else.</summary>
public class Unmasking
{
    private const uint Key = 0x37FA213D;

    private static readonly byte[] KeyBytes = [0x37, 0xFA, 0x21, 0x3D];
    private static readonly int NativeKey = BitConverter.ToInt32(KeyBytes);

    // There is no public method for it: this is the one that .NET's WebSocket calls.
    private static readonly ApplyMask NativeMask = Type
        .GetType("System.Net.WebSockets.ManagedWebSocket, System.Net.WebSockets", throwOnError: true)!
        .GetMethod("ApplyMask", BindingFlags.NonPublic | BindingFlags.Static, [typeof(Span<byte>), typeof(int), typeof(int)])!
        .CreateDelegate<ApplyMask>();

    private byte[] _payload = [];

    private delegate int ApplyMask(Span<byte> bytes, int mask, int maskIndex);

    [ParamsSource(nameof(Sizes))]
    public int Bytes { get; set; }

    public static IEnumerable<int> Sizes => FrameSizes.All;

    [GlobalSetup]
    public void Prepare()
    {
        _payload = FrameSizes.Payload(Bytes);
        byte[] masked = [.. _payload];
        PlainFrames.Unmask(masked, Bytes, KeyBytes);
        Ours();
        Agreement.Check(_payload.SequenceEqual(masked));
        Theirs();
        Agreement.Check(_payload.SequenceEqual(FrameSizes.Payload(Bytes)));
    }

    [Benchmark]
    public uint Ours() => Masking.Apply(_payload, 0, _payload.Length, Key);

    [Benchmark(Baseline = true)]
    public int Theirs() => NativeMask(_payload, NativeKey, 0);

    [Benchmark]
    public void Plain() => PlainFrames.Unmask(_payload, _payload.Length, KeyBytes);
}
