namespace Sensorcast.WebSockets;

/// <summary>
/// SHA-1 block by block (FIPS 180-4 section 6.1), which the opening handshake of RFC 6455 needs and no package of the board has. The padding is
/// the caller's: <see cref="AcceptKey"/>, whose messages are all of one length, makes it once.
/// Not for secrets: SHA-1 is broken for everything that wants collision resistance.
/// </summary>
public static class Sha1
{
    /// <summary>The number of words in the state, which is the hash at the end, each with its high byte first.</summary>
    public const int StateLength = 5;

    /// <summary>The size of the blocks the message is cut into, in bytes.</summary>
    public const int BlockSize = 64;

    /// <summary>The number of words in a block.</summary>
    public const int BlockWords = BlockSize / 4;

    /// <summary>The number of words in a message schedule, one for each round.</summary>
    public const int ScheduleLength = 80;

    /// <summary>Sets the initial hash value, FIPS 180-4 section 5.3.1.</summary>
    /// <param name="state">Gets it, in <see cref="StateLength"/> words.</param>
    public static void Initialize(uint[] state)
    {
        state[0] = 0x67452301;
        state[1] = 0xEFCDAB89;
        state[2] = 0x98BADCFE;
        state[3] = 0x10325476;
        state[4] = 0xC3D2E1F0;
    }

    /// <summary>Writes the first words of a block's message schedule, of which <see cref="BlockWords"/> are the block itself.</summary>
    /// <param name="block">Holds the block's bytes.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="wordCount">How many words to write.</param>
    /// <param name="schedule">Gets them, from its start.</param>
    public static void LoadBlock(byte[] block, int offset, int wordCount, uint[] schedule)
    {
        for (int t = 0, i = offset; t < wordCount; t++, i += 4)
        {
            schedule[t] = (uint)((block[i] << 24) | (block[i + 1] << 16) | (block[i + 2] << 8) | block[i + 3]);
        }
    }

    /// <summary>Computes the other words of a message schedule, FIPS 180-4 section 6.1.2 step 1.</summary>
    /// <param name="schedule">The <see cref="ScheduleLength"/> words, of which the first <see cref="BlockWords"/> are the block.</param>
    public static void ExpandSchedule(uint[] schedule)
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
    /// <param name="state">The hash so far.</param>
    /// <param name="schedule">The block's message schedule.</param>
    public static void Compress(uint[] state, uint[] schedule)
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
}
