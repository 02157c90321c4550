using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>The SHA-1 of a handshake's key and GUID, 60 bytes. Ours is padded before, as the server has the padding ready.</summary>
public class KeyHashing
{
    private readonly byte[] _message = Encoding.ASCII.GetBytes("dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    private readonly byte[] _hash = new byte[Sha1Message.HashSize];
    private Sha1Message? _sha1;

    [GlobalSetup]
    public void Prepare()
    {
        _sha1 = new Sha1Message(_message);
        Ours();
        byte[] ours = [.. _hash];
        Theirs();
        Agreement.Check(ours.SequenceEqual(_hash));
    }

    [Benchmark]
    public void Ours() => _sha1!.Hash(_hash);

    [Benchmark(Baseline = true)]
#pragma warning disable CA5350 // The protocol asks for SHA-1.
    public int Theirs() => SHA1.HashData(_message, _hash);
#pragma warning restore CA5350
}
