namespace Sensorcast.WebSockets;

/// <summary>
/// SHA-1 block by block (FIPS 180-4 section 6.1), which the opening handshake of RFC 6455 needs and no package of the board has. The
/// padding is the caller's: <see cref="AcceptKey"/>, whose messages are all of one length, makes it once.
/// Not for secrets: SHA-1 is broken for everything that wants collision resistance.
/// </summary>
public static class Sha1
{
    /// <summary>The number of words in the state, which is the hash at the end, each with its high byte first.</summary>
    public const int StateLength = 5;

    /// <summary>The size of the blocks that a message is cut into, in bytes.</summary>
    public const int BlockSize = 64;

    /// <summary>The number of words in a block.</summary>
    public const int BlockWords = BlockSize / 4;

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

    /// <summary>Reads words of a block.</summary>
    /// <param name="bytes">Holds the block's bytes.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="wordCount">How many words to read.</param>
    /// <param name="block">Gets them, from its start.</param>
    public static void LoadBlock(byte[] bytes, int offset, int wordCount, uint[] block)
    {
        for (int t = 0, i = offset; t < wordCount; t++, i += 4)
        {
            block[t] = (uint)((bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3]);
        }
    }

    /// <summary>
    /// Mixes a block into the state, FIPS 180-4 section 6.1.3: the message schedule has 16 words, and each replaces the one 16 rounds
    /// before.
    /// </summary>
    /// <param name="state">The hash so far.</param>
    /// <param name="block">The block, in <see cref="BlockWords"/> words.</param>
    public static void Compress(uint[] state, uint[] block)
    {
        // The board interprets each instruction, and a variable takes it half the time of an element. So the schedule is in variables, and
        // all rounds are written out: that saves the assignments with which the standard moves the variables on by one in each round.
        uint w0 = block[0], w1 = block[1], w2 = block[2], w3 = block[3];
        uint w4 = block[4], w5 = block[5], w6 = block[6], w7 = block[7];
        uint w8 = block[8], w9 = block[9], w10 = block[10], w11 = block[11];
        uint w12 = block[12], w13 = block[13], w14 = block[14], w15 = block[15];
        uint a = state[0];
        uint b = state[1];
        uint c = state[2];
        uint d = state[3];
        uint e = state[4];

        // Ch, rounds 0 to 19.
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + w0 + 0x5A827999;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + w1 + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + w2 + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + w3 + 0x5A827999;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + w4 + 0x5A827999;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + w5 + 0x5A827999;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + w6 + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + w7 + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + w8 + 0x5A827999;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + w9 + 0x5A827999;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + w10 + 0x5A827999;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + w11 + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + w12 + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + w13 + 0x5A827999;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + w14 + 0x5A827999;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + w15 + 0x5A827999;
        b = (b << 30) | (b >> 2);
        w0 ^= w13 ^ w8 ^ w2;
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + (w0 = (w0 << 1) | (w0 >> 31)) + 0x5A827999;
        a = (a << 30) | (a >> 2);
        w1 ^= w14 ^ w9 ^ w3;
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + (w1 = (w1 << 1) | (w1 >> 31)) + 0x5A827999;
        e = (e << 30) | (e >> 2);
        w2 ^= w15 ^ w10 ^ w4;
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + (w2 = (w2 << 1) | (w2 >> 31)) + 0x5A827999;
        d = (d << 30) | (d >> 2);
        w3 ^= w0 ^ w11 ^ w5;
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + (w3 = (w3 << 1) | (w3 >> 31)) + 0x5A827999;
        c = (c << 30) | (c >> 2);

        // Parity, rounds 20 to 39.
        w4 ^= w1 ^ w12 ^ w6;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w4 = (w4 << 1) | (w4 >> 31)) + 0x6ED9EBA1;
        b = (b << 30) | (b >> 2);
        w5 ^= w2 ^ w13 ^ w7;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w5 = (w5 << 1) | (w5 >> 31)) + 0x6ED9EBA1;
        a = (a << 30) | (a >> 2);
        w6 ^= w3 ^ w14 ^ w8;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w6 = (w6 << 1) | (w6 >> 31)) + 0x6ED9EBA1;
        e = (e << 30) | (e >> 2);
        w7 ^= w4 ^ w15 ^ w9;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w7 = (w7 << 1) | (w7 >> 31)) + 0x6ED9EBA1;
        d = (d << 30) | (d >> 2);
        w8 ^= w5 ^ w0 ^ w10;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w8 = (w8 << 1) | (w8 >> 31)) + 0x6ED9EBA1;
        c = (c << 30) | (c >> 2);
        w9 ^= w6 ^ w1 ^ w11;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w9 = (w9 << 1) | (w9 >> 31)) + 0x6ED9EBA1;
        b = (b << 30) | (b >> 2);
        w10 ^= w7 ^ w2 ^ w12;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w10 = (w10 << 1) | (w10 >> 31)) + 0x6ED9EBA1;
        a = (a << 30) | (a >> 2);
        w11 ^= w8 ^ w3 ^ w13;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w11 = (w11 << 1) | (w11 >> 31)) + 0x6ED9EBA1;
        e = (e << 30) | (e >> 2);
        w12 ^= w9 ^ w4 ^ w14;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w12 = (w12 << 1) | (w12 >> 31)) + 0x6ED9EBA1;
        d = (d << 30) | (d >> 2);
        w13 ^= w10 ^ w5 ^ w15;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w13 = (w13 << 1) | (w13 >> 31)) + 0x6ED9EBA1;
        c = (c << 30) | (c >> 2);
        w14 ^= w11 ^ w6 ^ w0;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w14 = (w14 << 1) | (w14 >> 31)) + 0x6ED9EBA1;
        b = (b << 30) | (b >> 2);
        w15 ^= w12 ^ w7 ^ w1;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w15 = (w15 << 1) | (w15 >> 31)) + 0x6ED9EBA1;
        a = (a << 30) | (a >> 2);
        w0 ^= w13 ^ w8 ^ w2;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w0 = (w0 << 1) | (w0 >> 31)) + 0x6ED9EBA1;
        e = (e << 30) | (e >> 2);
        w1 ^= w14 ^ w9 ^ w3;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w1 = (w1 << 1) | (w1 >> 31)) + 0x6ED9EBA1;
        d = (d << 30) | (d >> 2);
        w2 ^= w15 ^ w10 ^ w4;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w2 = (w2 << 1) | (w2 >> 31)) + 0x6ED9EBA1;
        c = (c << 30) | (c >> 2);
        w3 ^= w0 ^ w11 ^ w5;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w3 = (w3 << 1) | (w3 >> 31)) + 0x6ED9EBA1;
        b = (b << 30) | (b >> 2);
        w4 ^= w1 ^ w12 ^ w6;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w4 = (w4 << 1) | (w4 >> 31)) + 0x6ED9EBA1;
        a = (a << 30) | (a >> 2);
        w5 ^= w2 ^ w13 ^ w7;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w5 = (w5 << 1) | (w5 >> 31)) + 0x6ED9EBA1;
        e = (e << 30) | (e >> 2);
        w6 ^= w3 ^ w14 ^ w8;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w6 = (w6 << 1) | (w6 >> 31)) + 0x6ED9EBA1;
        d = (d << 30) | (d >> 2);
        w7 ^= w4 ^ w15 ^ w9;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w7 = (w7 << 1) | (w7 >> 31)) + 0x6ED9EBA1;
        c = (c << 30) | (c >> 2);

        // Maj, rounds 40 to 59.
        w8 ^= w5 ^ w0 ^ w10;
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + (w8 = (w8 << 1) | (w8 >> 31)) + 0x8F1BBCDC;
        b = (b << 30) | (b >> 2);
        w9 ^= w6 ^ w1 ^ w11;
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + (w9 = (w9 << 1) | (w9 >> 31)) + 0x8F1BBCDC;
        a = (a << 30) | (a >> 2);
        w10 ^= w7 ^ w2 ^ w12;
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + (w10 = (w10 << 1) | (w10 >> 31)) + 0x8F1BBCDC;
        e = (e << 30) | (e >> 2);
        w11 ^= w8 ^ w3 ^ w13;
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + (w11 = (w11 << 1) | (w11 >> 31)) + 0x8F1BBCDC;
        d = (d << 30) | (d >> 2);
        w12 ^= w9 ^ w4 ^ w14;
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + (w12 = (w12 << 1) | (w12 >> 31)) + 0x8F1BBCDC;
        c = (c << 30) | (c >> 2);
        w13 ^= w10 ^ w5 ^ w15;
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + (w13 = (w13 << 1) | (w13 >> 31)) + 0x8F1BBCDC;
        b = (b << 30) | (b >> 2);
        w14 ^= w11 ^ w6 ^ w0;
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + (w14 = (w14 << 1) | (w14 >> 31)) + 0x8F1BBCDC;
        a = (a << 30) | (a >> 2);
        w15 ^= w12 ^ w7 ^ w1;
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + (w15 = (w15 << 1) | (w15 >> 31)) + 0x8F1BBCDC;
        e = (e << 30) | (e >> 2);
        w0 ^= w13 ^ w8 ^ w2;
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + (w0 = (w0 << 1) | (w0 >> 31)) + 0x8F1BBCDC;
        d = (d << 30) | (d >> 2);
        w1 ^= w14 ^ w9 ^ w3;
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + (w1 = (w1 << 1) | (w1 >> 31)) + 0x8F1BBCDC;
        c = (c << 30) | (c >> 2);
        w2 ^= w15 ^ w10 ^ w4;
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + (w2 = (w2 << 1) | (w2 >> 31)) + 0x8F1BBCDC;
        b = (b << 30) | (b >> 2);
        w3 ^= w0 ^ w11 ^ w5;
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + (w3 = (w3 << 1) | (w3 >> 31)) + 0x8F1BBCDC;
        a = (a << 30) | (a >> 2);
        w4 ^= w1 ^ w12 ^ w6;
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + (w4 = (w4 << 1) | (w4 >> 31)) + 0x8F1BBCDC;
        e = (e << 30) | (e >> 2);
        w5 ^= w2 ^ w13 ^ w7;
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + (w5 = (w5 << 1) | (w5 >> 31)) + 0x8F1BBCDC;
        d = (d << 30) | (d >> 2);
        w6 ^= w3 ^ w14 ^ w8;
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + (w6 = (w6 << 1) | (w6 >> 31)) + 0x8F1BBCDC;
        c = (c << 30) | (c >> 2);
        w7 ^= w4 ^ w15 ^ w9;
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + (w7 = (w7 << 1) | (w7 >> 31)) + 0x8F1BBCDC;
        b = (b << 30) | (b >> 2);
        w8 ^= w5 ^ w0 ^ w10;
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + (w8 = (w8 << 1) | (w8 >> 31)) + 0x8F1BBCDC;
        a = (a << 30) | (a >> 2);
        w9 ^= w6 ^ w1 ^ w11;
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + (w9 = (w9 << 1) | (w9 >> 31)) + 0x8F1BBCDC;
        e = (e << 30) | (e >> 2);
        w10 ^= w7 ^ w2 ^ w12;
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + (w10 = (w10 << 1) | (w10 >> 31)) + 0x8F1BBCDC;
        d = (d << 30) | (d >> 2);
        w11 ^= w8 ^ w3 ^ w13;
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + (w11 = (w11 << 1) | (w11 >> 31)) + 0x8F1BBCDC;
        c = (c << 30) | (c >> 2);

        // Parity, rounds 60 to 79.
        w12 ^= w9 ^ w4 ^ w14;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w12 = (w12 << 1) | (w12 >> 31)) + 0xCA62C1D6;
        b = (b << 30) | (b >> 2);
        w13 ^= w10 ^ w5 ^ w15;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w13 = (w13 << 1) | (w13 >> 31)) + 0xCA62C1D6;
        a = (a << 30) | (a >> 2);
        w14 ^= w11 ^ w6 ^ w0;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w14 = (w14 << 1) | (w14 >> 31)) + 0xCA62C1D6;
        e = (e << 30) | (e >> 2);
        w15 ^= w12 ^ w7 ^ w1;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w15 = (w15 << 1) | (w15 >> 31)) + 0xCA62C1D6;
        d = (d << 30) | (d >> 2);
        w0 ^= w13 ^ w8 ^ w2;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w0 = (w0 << 1) | (w0 >> 31)) + 0xCA62C1D6;
        c = (c << 30) | (c >> 2);
        w1 ^= w14 ^ w9 ^ w3;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w1 = (w1 << 1) | (w1 >> 31)) + 0xCA62C1D6;
        b = (b << 30) | (b >> 2);
        w2 ^= w15 ^ w10 ^ w4;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w2 = (w2 << 1) | (w2 >> 31)) + 0xCA62C1D6;
        a = (a << 30) | (a >> 2);
        w3 ^= w0 ^ w11 ^ w5;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w3 = (w3 << 1) | (w3 >> 31)) + 0xCA62C1D6;
        e = (e << 30) | (e >> 2);
        w4 ^= w1 ^ w12 ^ w6;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w4 = (w4 << 1) | (w4 >> 31)) + 0xCA62C1D6;
        d = (d << 30) | (d >> 2);
        w5 ^= w2 ^ w13 ^ w7;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w5 = (w5 << 1) | (w5 >> 31)) + 0xCA62C1D6;
        c = (c << 30) | (c >> 2);
        w6 ^= w3 ^ w14 ^ w8;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w6 = (w6 << 1) | (w6 >> 31)) + 0xCA62C1D6;
        b = (b << 30) | (b >> 2);
        w7 ^= w4 ^ w15 ^ w9;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w7 = (w7 << 1) | (w7 >> 31)) + 0xCA62C1D6;
        a = (a << 30) | (a >> 2);
        w8 ^= w5 ^ w0 ^ w10;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w8 = (w8 << 1) | (w8 >> 31)) + 0xCA62C1D6;
        e = (e << 30) | (e >> 2);
        w9 ^= w6 ^ w1 ^ w11;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w9 = (w9 << 1) | (w9 >> 31)) + 0xCA62C1D6;
        d = (d << 30) | (d >> 2);
        w10 ^= w7 ^ w2 ^ w12;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w10 = (w10 << 1) | (w10 >> 31)) + 0xCA62C1D6;
        c = (c << 30) | (c >> 2);
        w11 ^= w8 ^ w3 ^ w13;
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + (w11 = (w11 << 1) | (w11 >> 31)) + 0xCA62C1D6;
        b = (b << 30) | (b >> 2);
        w12 ^= w9 ^ w4 ^ w14;
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + (w12 = (w12 << 1) | (w12 >> 31)) + 0xCA62C1D6;
        a = (a << 30) | (a >> 2);
        w13 ^= w10 ^ w5 ^ w15;
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + (w13 = (w13 << 1) | (w13 >> 31)) + 0xCA62C1D6;
        e = (e << 30) | (e >> 2);
        w14 ^= w11 ^ w6 ^ w0;
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + (w14 = (w14 << 1) | (w14 >> 31)) + 0xCA62C1D6;
        d = (d << 30) | (d >> 2);
        w15 ^= w12 ^ w7 ^ w1;
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + (w15 = (w15 << 1) | (w15 >> 31)) + 0xCA62C1D6;
        c = (c << 30) | (c >> 2);

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }
}
