using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// A message of any length, padded, to be hashed block by block. The server itself hashes nothing but keys, which are all of one length.
/// </summary>
internal sealed class Sha1Message
{
    internal const int HashSize = Sha1.StateLength * 4;

    private const int LengthFieldSize = 8;

    private readonly uint[] _state = new uint[Sha1.StateLength];
    private readonly uint[] _block = new uint[Sha1.BlockWords];
    private readonly byte[] _blocks;

    internal Sha1Message(byte[] message)
    {
        // Padding, FIPS 180-4 section 5.1.1: a one bit, zeros, and the length in bits as the last block's last 8 bytes.
        int blockCount = (message.Length + LengthFieldSize + Sha1.BlockSize) / Sha1.BlockSize;
        _blocks = new byte[blockCount * Sha1.BlockSize];
        message.CopyTo(_blocks, 0);
        _blocks[message.Length] = 0x80;
        long bits = message.Length * 8L;
        for (int i = 1; i <= LengthFieldSize; i++)
        {
            _blocks[_blocks.Length - i] = (byte)bits;
            bits >>= 8;
        }
    }

    /// <summary>Writes the message's hash.</summary>
    /// <param name="hash">Gets <see cref="HashSize"/> bytes.</param>
    internal void Hash(byte[] hash)
    {
        Sha1.Initialize(_state);
        for (int offset = 0; offset < _blocks.Length; offset += Sha1.BlockSize)
        {
            Sha1.LoadBlock(_blocks, offset, Sha1.BlockWords, _block);
            Sha1.Compress(_state, _block);
        }

        for (int i = 0; i < HashSize; i++)
        {
            hash[i] = (byte)(_state[i / 4] >> (24 - (i % 4 * 8)));
        }
    }
}
