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

    private readonly uint[] _state = new uint[Sha1.StateLength];

    // Key and GUID are 60 bytes, always: the one bit of the padding still fits into the first block, of which only the key changes. The
    // rest of the padding is a second block, which is always the same.
    private readonly uint[] _block = new uint[Sha1.BlockWords];

    /// <summary>Prepares what is the same for every key.</summary>
    public AcceptKey()
    {
        byte[] block = new byte[Sha1.BlockSize];
        Encoding.UTF8.GetBytes(HandshakeGuid, 0, HandshakeGuid.Length, block, KeyLength);
        block[KeyLength + HandshakeGuid.Length] = 0x80;
        Sha1.LoadBlock(block, 0, Sha1.BlockWords, _block);
    }

    /// <summary>Writes the accept key.</summary>
    /// <param name="key">Holds the key as the client sent it, <see cref="KeyLength"/> bytes.</param>
    /// <param name="keyOffset">The key's first byte.</param>
    /// <param name="destination">Gets <see cref="Length"/> bytes.</param>
    /// <param name="destinationOffset">Where they go.</param>
    public void Write(byte[] key, int keyOffset, byte[] destination, int destinationOffset)
    {
        Sha1.Initialize(_state);
        Sha1.LoadBlock(key, keyOffset, KeyLength / 4, _block);
        Sha1.Compress(_state, _block);
        Sha1Padding.Compress(_state);
        WriteBase64(_state, destination, destinationOffset);
    }

    /// <summary>Writes the hash in base64 (RFC 4648 section 4) from its words: 24 bits, which make four letters, at a time.</summary>
    private static void WriteBase64(uint[] hash, byte[] destination, int offset)
    {
        uint a = hash[0];
        uint b = hash[1];
        uint c = hash[2];
        uint d = hash[3];
        uint e = hash[4];
        WriteLetters(a >> 8, destination, offset);
        WriteLetters((a << 16) | (b >> 16), destination, offset + 4);
        WriteLetters((b << 8) | (c >> 24), destination, offset + 8);
        WriteLetters(c, destination, offset + 12);
        WriteLetters(d >> 8, destination, offset + 16);
        WriteLetters((d << 16) | (e >> 16), destination, offset + 20);

        // The last two bytes make three letters, and one pad.
        WriteLetters(e << 8, destination, offset + 24);
        destination[offset + Length - 1] = (byte)'=';
    }

    /// <summary>Writes the four letters of the lower 24 bits.</summary>
    private static void WriteLetters(uint bits, byte[] destination, int offset)
    {
        byte[] alphabet = Base64Alphabet;
        destination[offset] = alphabet[(bits >> 18) & 0x3F];
        destination[offset + 1] = alphabet[(bits >> 12) & 0x3F];
        destination[offset + 2] = alphabet[(bits >> 6) & 0x3F];
        destination[offset + 3] = alphabet[bits & 0x3F];
    }
}
