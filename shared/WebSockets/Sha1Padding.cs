namespace Sensorcast.WebSockets;

/// <summary>
/// The second block of the message that <see cref="AcceptKey"/> hashes. It is the same for each key: zeros, and the message's length of 480
/// bits (FIPS 180-4 section 5.1.1). So the sum of each round's schedule word and constant is known, and code takes the board no heap.
/// </summary>
internal static class Sha1Padding
{
    /// <summary>Mixes the block into the state, as <see cref="Sha1.Compress"/> does for any block.</summary>
    /// <param name="state">The hash of the first block.</param>
    internal static void Compress(uint[] state)
    {
        uint a = state[0];
        uint b = state[1];
        uint c = state[2];
        uint d = state[3];
        uint e = state[4];

        // Ch, rounds 0 to 19.
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + 0x5A827999;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + 0x5A827999;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + 0x5A827999;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + 0x5A827999;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + 0x5A827999;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + 0x5A827999;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + 0x5A827999;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + 0x5A827999;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + 0x5A827999;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + 0x5A827B79;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (c ^ (a & (b ^ c))) + 0x5A827999;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (b ^ (e & (a ^ b))) + 0x5A827999;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (a ^ (d & (e ^ a))) + 0x5A827D59;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (e ^ (c & (d ^ e))) + 0x5A827999;
        c = (c << 30) | (c >> 2);

        // Parity, rounds 20 to 39.
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0x6ED9EBA1;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0x6ED9F321;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0x6ED9EBA1;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0x6ED9EF61;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0x6ED9FAA1;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0x6ED9EBA1;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0x6ED9EBA1;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0x6EDA09A1;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0x6ED9EBA1;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0x6ED9F861;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0x6EDA27A1;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0x6ED9EFE1;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0x6ED9EBA1;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0x6EDA63A1;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0x6ED9FAA1;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0x6EDA1EA1;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0x6EDADBA1;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0x6ED9FAA1;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0x6ED9EBA1;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0x6EDBDAA1;
        c = (c << 30) | (c >> 2);

        // Maj, rounds 40 to 59.
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + 0x8F1BBCDC;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + 0x8F1C88DC;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + 0x8F1F7CDC;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + 0x8F1C005C;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + 0x8F1BBCDC;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + 0x8F234BDC;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + 0x8F1CBBDC;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + 0x8F1EE35C;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + 0x8F2ABCDC;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + 0x8F1CACDC;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + 0x8F1BEFDC;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + 0x8F3ABBDC;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + 0x8F1BBCDC;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + 0x8F2874DC;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + 0x8F57BCDC;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + 0x8F1FC7DC;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + ((a & b) | (c & (a | b))) + 0x8F1CACDC;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + ((e & a) | (b & (e | a))) + 0x8F94BBDC;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + ((d & e) | (a & (d | e))) + 0x8F2BACDC;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + ((c & d) | (e & (c | d))) + 0x8F4F43DC;
        c = (c << 30) | (c >> 2);

        // Parity, rounds 60 to 79.
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0xCB52C1D6;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0xCA7284D6;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0xCA63B1D6;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0xCC527CD6;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0xCA62C1D6;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0xCB2EC1D6;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0xCE23B1D6;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0xCAA641D6;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0xCA62C1D6;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0xD1F1C1D6;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0xCB61C1D6;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0xCD895FD6;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0xD962C1D6;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0xCB53B1D6;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0xCA95FDD6;
        c = (c << 30) | (c >> 2);
        e += ((a << 5) | (a >> 27)) + (b ^ c ^ d) + 0xE96249D6;
        b = (b << 30) | (b >> 2);
        d += ((e << 5) | (e >> 27)) + (a ^ b ^ c) + 0xCA62C1D6;
        a = (a << 30) | (a >> 2);
        c += ((d << 5) | (d >> 27)) + (e ^ a ^ b) + 0xD71B49D6;
        e = (e << 30) | (e >> 2);
        b += ((c << 5) | (c >> 27)) + (d ^ e ^ a) + 0x0663B1D6;
        d = (d << 30) | (d >> 2);
        a += ((b << 5) | (b >> 27)) + (c ^ d ^ e) + 0xCE6D0BD6;
        c = (c << 30) | (c >> 2);

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }
}
