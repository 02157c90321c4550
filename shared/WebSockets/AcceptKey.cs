using System;
using System.Text;

namespace Sensorcast.WebSockets;

/// <summary>
/// Computes <c>Sec-WebSocket-Accept</c> from <c>Sec-WebSocket-Key</c>, RFC 6455 section 4.2.2 step 5.4. Allocates nothing
/// after its construction.
/// </summary>
public sealed class AcceptKey
{
    /// <summary>The length of a <c>Sec-WebSocket-Key</c>: 16 bytes in base64.</summary>
    public const int KeyLength = 24;

    /// <summary>The length of a <c>Sec-WebSocket-Accept</c>: a SHA-1 hash in base64.</summary>
    public const int Length = 28;

    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly byte[] Base64Alphabet =
        Encoding.UTF8.GetBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private readonly byte[] _block = new byte[Sha1.BlockSize];
    private readonly byte[] _hash = new byte[Sha1.HashSize];
    private readonly uint[] _state = new uint[Sha1.HashSize / 4];
    private readonly uint[] _schedule = new uint[Sha1.ScheduleLength];
    private readonly uint[] _paddingSchedule = new uint[Sha1.ScheduleLength];

    /// <summary>Prepares what is the same for every key.</summary>
    public AcceptKey()
    {
        // Key and GUID are 60 bytes, always: the one bit of the padding still fits into the first block, and the
        // second block is zeros and the length of 480 bits, so its schedule never changes.
        const int MessageBits = (KeyLength + 36) * 8;
        _block[Sha1.BlockSize - 2] = MessageBits >> 8;
        _block[Sha1.BlockSize - 1] = MessageBits & 0xFF;
        Sha1.LoadBlock(_block, Sha1.BlockWords, _paddingSchedule);
        Sha1.ExpandSchedule(_paddingSchedule);

        Array.Clear(_block, 0, Sha1.BlockSize);
        Encoding.UTF8.GetBytes(HandshakeGuid, 0, HandshakeGuid.Length, _block, KeyLength);
        _block[KeyLength + HandshakeGuid.Length] = 0x80;
        Sha1.LoadBlock(_block, Sha1.BlockWords, _schedule);
    }

    /// <summary>Writes the accept key.</summary>
    /// <param name="key">Holds the key as the client sent it, <see cref="KeyLength"/> bytes.</param>
    /// <param name="keyOffset">The key's first byte.</param>
    /// <param name="destination">Gets <see cref="Length"/> bytes.</param>
    /// <param name="destinationOffset">Where they go.</param>
    public void Write(byte[] key, int keyOffset, byte[] destination, int destinationOffset)
    {
        Array.Copy(key, keyOffset, _block, 0, KeyLength);
        Sha1.Initialize(_state);
        Sha1.LoadBlock(_block, KeyLength / 4, _schedule);
        Sha1.ExpandSchedule(_schedule);
        Sha1.Compress(_state, _schedule);
        Sha1.Compress(_state, _paddingSchedule);
        Sha1.WriteHash(_state, _hash, 0);
        WriteBase64(_hash, destination, destinationOffset);
    }

    private static void WriteBase64(byte[] hash, byte[] destination, int offset)
    {
        byte[] alphabet = Base64Alphabet;
        int i = 0;
        for (; i < Sha1.HashSize - 2; i += 3)
        {
            int group = (hash[i] << 16) | (hash[i + 1] << 8) | hash[i + 2];
            destination[offset++] = alphabet[group >> 18];
            destination[offset++] = alphabet[(group >> 12) & 0x3F];
            destination[offset++] = alphabet[(group >> 6) & 0x3F];
            destination[offset++] = alphabet[group & 0x3F];
        }

        // 20 bytes leave two over, so the last group is three letters and one pad (RFC 4648 section 4).
        int rest = (hash[i] << 16) | (hash[i + 1] << 8);
        destination[offset++] = alphabet[rest >> 18];
        destination[offset++] = alphabet[(rest >> 12) & 0x3F];
        destination[offset++] = alphabet[(rest >> 6) & 0x3F];
        destination[offset] = (byte)'=';
    }
}
