using System;

namespace Sensorcast.WebSockets;

/// <summary>
/// SHA-1 (FIPS 180-4 section 6.1), which the opening handshake of RFC 6455 needs and no package of the board has.
/// Not for secrets: SHA-1 is broken for everything that wants collision resistance.
/// </summary>
/// <remarks>
/// Call <see cref="Append"/> any number of times, then <see cref="Finish"/> once; the object then starts anew.
/// Costs 400 bytes of schedule and block, and allocates nothing after its construction.
/// </remarks>
public sealed class Sha1
{
    /// <summary>The size of a hash in bytes.</summary>
    public const int HashSize = 20;

    /// <summary>The size of the blocks the message is cut into, in bytes.</summary>
    internal const int BlockSize = 64;

    /// <summary>The number of words in a message schedule, one for each round.</summary>
    internal const int ScheduleLength = 80;

    /// <summary>The number of words in a block.</summary>
    internal const int BlockWords = BlockSize / 4;

    private const int LengthFieldSize = 8;

    private readonly uint[] _state = new uint[HashSize / 4];
    private readonly uint[] _schedule = new uint[ScheduleLength];
    private readonly byte[] _block = new byte[BlockSize];
    private int _blockCount;
    private long _messageLength;

    /// <summary>Makes a hash of the empty message so far.</summary>
    public Sha1()
    {
        Initialize(_state);
    }

    /// <summary>Adds bytes to the message.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    public void Append(byte[] buffer, int offset, int count)
    {
        _messageLength += count;
        while (count > 0)
        {
            int taken = BlockSize - _blockCount;
            if (taken > count)
            {
                taken = count;
            }

            Array.Copy(buffer, offset, _block, _blockCount, taken);
            offset += taken;
            count -= taken;
            _blockCount += taken;
            if (_blockCount == BlockSize)
            {
                ProcessBlock();
            }
        }
    }

    /// <summary>Ends the message, writes its hash and starts a new, empty message.</summary>
    /// <param name="hash">Gets <see cref="HashSize"/> bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="hash"/>.</param>
    public void Finish(byte[] hash, int offset)
    {
        // Padding, FIPS 180-4 section 5.1.1: a one bit, zeros, and the length in bits as the block's last 8 bytes.
        _block[_blockCount++] = 0x80;
        if (_blockCount > BlockSize - LengthFieldSize)
        {
            Array.Clear(_block, _blockCount, BlockSize - _blockCount);
            ProcessBlock();
        }

        Array.Clear(_block, _blockCount, BlockSize - _blockCount);
        long bits = _messageLength * 8;
        for (int i = BlockSize - 1; i >= BlockSize - LengthFieldSize; i--)
        {
            _block[i] = (byte)bits;
            bits >>= 8;
        }

        ProcessBlock();
        WriteHash(_state, hash, offset);
        Initialize(_state);
        _messageLength = 0;
    }

    /// <summary>Sets the initial hash value, FIPS 180-4 section 5.3.1.</summary>
    internal static void Initialize(uint[] state)
    {
        state[0] = 0x67452301;
        state[1] = 0xEFCDAB89;
        state[2] = 0x98BADCFE;
        state[3] = 0x10325476;
        state[4] = 0xC3D2E1F0;
    }

    /// <summary>Writes the first words of a block's message schedule, of which 16 are the block itself.</summary>
    internal static void LoadBlock(byte[] block, int offset, int wordCount, uint[] schedule)
    {
        for (int t = 0, i = offset; t < wordCount; t++, i += 4)
        {
            schedule[t] = (uint)((block[i] << 24) | (block[i + 1] << 16) | (block[i + 2] << 8) | block[i + 3]);
        }
    }

    /// <summary>Computes the other words of a message schedule, FIPS 180-4 section 6.1.2 step 1.</summary>
    internal static void ExpandSchedule(uint[] schedule)
    {
        // The last 16 words stay in variables, which are read and written in half the time of an array's elements.
        uint w0 = schedule[0], w1 = schedule[1], w2 = schedule[2], w3 = schedule[3];
        uint w4 = schedule[4], w5 = schedule[5], w6 = schedule[6], w7 = schedule[7];
        uint w8 = schedule[8], w9 = schedule[9], w10 = schedule[10], w11 = schedule[11];
        uint w12 = schedule[12], w13 = schedule[13], w14 = schedule[14], w15 = schedule[15];
        for (int t = BlockWords; t < ScheduleLength; t += BlockWords)
        {
            w0 ^= w13 ^ w8 ^ w2;
            schedule[t] = w0 = (w0 << 1) | (w0 >> 31);
            w1 ^= w14 ^ w9 ^ w3;
            schedule[t + 1] = w1 = (w1 << 1) | (w1 >> 31);
            w2 ^= w15 ^ w10 ^ w4;
            schedule[t + 2] = w2 = (w2 << 1) | (w2 >> 31);
            w3 ^= w0 ^ w11 ^ w5;
            schedule[t + 3] = w3 = (w3 << 1) | (w3 >> 31);
            w4 ^= w1 ^ w12 ^ w6;
            schedule[t + 4] = w4 = (w4 << 1) | (w4 >> 31);
            w5 ^= w2 ^ w13 ^ w7;
            schedule[t + 5] = w5 = (w5 << 1) | (w5 >> 31);
            w6 ^= w3 ^ w14 ^ w8;
            schedule[t + 6] = w6 = (w6 << 1) | (w6 >> 31);
            w7 ^= w4 ^ w15 ^ w9;
            schedule[t + 7] = w7 = (w7 << 1) | (w7 >> 31);
            w8 ^= w5 ^ w0 ^ w10;
            schedule[t + 8] = w8 = (w8 << 1) | (w8 >> 31);
            w9 ^= w6 ^ w1 ^ w11;
            schedule[t + 9] = w9 = (w9 << 1) | (w9 >> 31);
            w10 ^= w7 ^ w2 ^ w12;
            schedule[t + 10] = w10 = (w10 << 1) | (w10 >> 31);
            w11 ^= w8 ^ w3 ^ w13;
            schedule[t + 11] = w11 = (w11 << 1) | (w11 >> 31);
            w12 ^= w9 ^ w4 ^ w14;
            schedule[t + 12] = w12 = (w12 << 1) | (w12 >> 31);
            w13 ^= w10 ^ w5 ^ w15;
            schedule[t + 13] = w13 = (w13 << 1) | (w13 >> 31);
            w14 ^= w11 ^ w6 ^ w0;
            schedule[t + 14] = w14 = (w14 << 1) | (w14 >> 31);
            w15 ^= w12 ^ w7 ^ w1;
            schedule[t + 15] = w15 = (w15 << 1) | (w15 >> 31);
        }
    }

    /// <summary>Mixes one block's schedule into the state, FIPS 180-4 section 6.1.2 steps 2 to 4.</summary>
    internal static void Compress(uint[] state, uint[] schedule)
    {
        // The board interprets each instruction, so five rounds are written out with the variables' roles moved on by
        // one each time: that saves the five assignments a round which the standard's text has.
        uint a = state[0];
        uint b = state[1];
        uint c = state[2];
        uint d = state[3];
        uint e = state[4];
        int t = 0;
        for (; t < 20; t += 5)
        {
            e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + schedule[t] + 0x5A827999;
            b = (b << 30) | (b >> 2);
            d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + schedule[t + 1] + 0x5A827999;
            a = (a << 30) | (a >> 2);
            c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + schedule[t + 2] + 0x5A827999;
            e = (e << 30) | (e >> 2);
            b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + schedule[t + 3] + 0x5A827999;
            d = (d << 30) | (d >> 2);
            a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + schedule[t + 4] + 0x5A827999;
            c = (c << 30) | (c >> 2);
        }

        // Rounds 20 to 39 and 60 to 79 are the same but for their constant.
        int parityEnd = 40;
        uint parityConstant = 0x6ED9EBA1;
        do
        {
            for (; t < parityEnd; t += 5)
            {
                e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + schedule[t] + parityConstant;
                b = (b << 30) | (b >> 2);
                d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + schedule[t + 1] + parityConstant;
                a = (a << 30) | (a >> 2);
                c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + schedule[t + 2] + parityConstant;
                e = (e << 30) | (e >> 2);
                b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + schedule[t + 3] + parityConstant;
                d = (d << 30) | (d >> 2);
                a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + schedule[t + 4] + parityConstant;
                c = (c << 30) | (c >> 2);
            }

            for (; t < 60; t += 5)
            {
                e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + schedule[t] + 0x8F1BBCDC;
                b = (b << 30) | (b >> 2);
                d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + schedule[t + 1] + 0x8F1BBCDC;
                a = (a << 30) | (a >> 2);
                c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + schedule[t + 2] + 0x8F1BBCDC;
                e = (e << 30) | (e >> 2);
                b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + schedule[t + 3] + 0x8F1BBCDC;
                d = (d << 30) | (d >> 2);
                a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + schedule[t + 4] + 0x8F1BBCDC;
                c = (c << 30) | (c >> 2);
            }

            parityEnd = ScheduleLength;
            parityConstant = 0xCA62C1D6;
        }
        while (t < ScheduleLength);

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    /// <summary>Writes the state as the hash's bytes, high byte first.</summary>
    internal static void WriteHash(uint[] state, byte[] hash, int offset)
    {
        for (int i = 0; i < state.Length; i++)
        {
            uint word = state[i];
            hash[offset++] = (byte)(word >> 24);
            hash[offset++] = (byte)(word >> 16);
            hash[offset++] = (byte)(word >> 8);
            hash[offset++] = (byte)word;
        }
    }

    private void ProcessBlock()
    {
        LoadBlock(_block, 0, BlockWords, _schedule);
        ExpandSchedule(_schedule);
        Compress(_state, _schedule);
        _blockCount = 0;
    }
}
