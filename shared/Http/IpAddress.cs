using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// An IP address read from text. The same address compares as the same in whichever way it is written; IPv4 is kept as IPv4-mapped IPv6.
/// </summary>
internal sealed class IpAddress
{
    private const int NotFound = -1;
    private const int MaxOctet = 255;
    private const int MaxDigit = 9;
    private const int OctetCount = 4;
    private const int GroupCount = 8;
    private const int GroupBits = 16;
    private const int GroupMask = 0xFFFF;
    private const int MaxGroupDigits = 4;

    /// <summary>RFC 4291 section 2.5.5.2.</summary>
    private const long Mapped = 0xFFFFL << 32;

    private long _high;
    private long _low;

    /// <summary>Reads <c>IPv4address</c> of RFC 3986 section 3.2.2, as far as it goes.</summary>
    /// <returns>The offset after it, or <paramref name="start"/> when there is no such address.</returns>
    internal int ReadIPv4(byte[] buffer, int start, int end)
    {
        long octets = ReadOctets(buffer, start, end, out int addressEnd);
        _high = 0;
        _low = Mapped | octets;
        return addressEnd;
    }

    /// <summary>Reads <c>IPv6address</c> of RFC 3986 section 3.2.2.</summary>
    /// <returns>Whether the bytes are such an address and nothing else.</returns>
    internal bool ReadIPv6(byte[] buffer, int start, int end)
    {
        _high = 0;
        _low = 0;

        // What "::" stands for is known at the end; the groups before it are kept here till then.
        long headHigh = 0;
        long headLow = 0;
        int gap = NotFound;
        int groups = 0;
        int position = start;
        if (position < end && buffer[position] == ':')
        {
            // Only as the first half of "::" does a colon begin an address.
            if (++position == end || buffer[position] != ':')
            {
                return false;
            }

            gap = 0;
            position++;
        }

        while (position < end)
        {
            int groupStart = position;
            int group = 0;
            while (position < end && position - groupStart < MaxGroupDigits && Characters.Is(Characters.HexDigit, buffer[position]))
            {
                group = (group << 4) | Characters.HexValue(buffer[position++]);
            }

            if (position == groupStart || groups >= GroupCount)
            {
                return false;
            }

            if (position < end && buffer[position] == '.')
            {
                long octets = ReadOctets(buffer, groupStart, end, out int octetsEnd);
                if (octetsEnd != end)
                {
                    return false;
                }

                Append((int)(octets >> GroupBits));
                Append((int)octets & GroupMask);
                groups += 2;
                break;
            }

            Append(group);
            groups++;
            if (position == end)
            {
                break;
            }

            if (buffer[position++] != ':' || position == end)
            {
                return false;
            }

            if (buffer[position] == ':')
            {
                if (gap != NotFound)
                {
                    return false;
                }

                gap = groups;
                headHigh = _high;
                headLow = _low;
                _high = 0;
                _low = 0;
                position++;
            }
        }

        return gap == NotFound ? groups == GroupCount : groups < GroupCount && Prepend(headHigh, headLow, GroupCount - gap);
    }

    /// <summary>Whether both are the same address.</summary>
    internal bool IsSameAs(IpAddress other)
    {
        return _low == other._low && _high == other._high;
    }

    /// <summary>
    /// Reads four numbers with dots between them, as far as they go. A leading zero is not allowed: for some programs it means octal.
    /// </summary>
    /// <param name="buffer">Holds them.</param>
    /// <param name="start">The offset of the first byte.</param>
    /// <param name="end">The offset after the last byte.</param>
    /// <param name="octetsEnd">The offset after the numbers, or <paramref name="start"/> when there are no such numbers.</param>
    private static long ReadOctets(byte[] buffer, int start, int end, out int octetsEnd)
    {
        octetsEnd = start;
        long octets = 0;
        int position = start;
        for (int count = 1; count <= OctetCount; count++)
        {
            int first = position;
            int octet = 0;
            while (position < end && octet <= MaxOctet)
            {
                int digit = buffer[position] - '0';
                if ((uint)digit > MaxDigit)
                {
                    break;
                }

                octet = (octet * 10) + digit;
                position++;
            }

            bool isOctet = position > first && octet <= MaxOctet && (buffer[first] != '0' || position == first + 1);
            if (!isOctet || (count < OctetCount && (position == end || buffer[position++] != '.')))
            {
                return 0;
            }

            octets = (octets << 8) | (long)octet;
        }

        octetsEnd = position;
        return octets;
    }

    private void Append(int group)
    {
        _high = (_high << GroupBits) | ((_low >> (64 - GroupBits)) & GroupMask);
        _low = (_low << GroupBits) | (long)group;
    }

    /// <summary>Puts the groups that stand before "::" before the others.</summary>
    private bool Prepend(long headHigh, long headLow, int shift)
    {
        long tailHigh = _high;
        long tailLow = _low;
        _high = headHigh;
        _low = headLow;
        for (int i = 0; i < shift; i++)
        {
            Append(0);
        }

        _high |= tailHigh;
        _low |= tailLow;
        return true;
    }
}
