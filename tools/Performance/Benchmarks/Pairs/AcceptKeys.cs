using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Sensorcast.Tests.Unit;
using Sensorcast.WebSockets;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>From <c>Sec-WebSocket-Key</c> to <c>Sec-WebSocket-Accept</c>, base64 included.</summary>
public class AcceptKeys
{
    private readonly byte[] _key = Encoding.ASCII.GetBytes("dGhlIHNhbXBsZSBub25jZQ==");
    private readonly byte[] _accept = new byte[AcceptKey.Length];
    private readonly AcceptKey _ours = new();

    [GlobalSetup]
    public void Prepare()
    {
        Ours();
        byte[] ours = [.. _accept];
        Theirs();
        Agreement.Check(ours.SequenceEqual(_accept));
    }

    [Benchmark]
    public void Ours() => _ours.Write(_key, 0, _accept, 0);

    [Benchmark(Baseline = true)]
    public int Theirs()
    {
        Span<byte> message = stackalloc byte[60];
        Span<byte> hash = stackalloc byte[Sha1Message.HashSize];
        _key.CopyTo(message);
        "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.CopyTo(message[AcceptKey.KeyLength..]);
#pragma warning disable CA5350 // The protocol asks for SHA-1.
        SHA1.HashData(message, hash);
#pragma warning restore CA5350
        Base64.EncodeToUtf8(hash, _accept, out _, out int written);
        return written;
    }
}
