using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// A host and perhaps a port, <c>host [":" port]</c> (RFC 9110 section 7.2), read where it stands. In whichever way they are spelled, the
/// same hosts compare as the same: in upper or lower case, with a dot at the end or without, an address in its long form or in its short
/// one.
/// </summary>
internal sealed class Authority
{
    private const int MaxPort = 65535;
    private const int MaxDigit = 9;

    private readonly IpAddress _address = new IpAddress();
    private byte[] _buffer;

    /// <summary>Whether the host is an IP address.</summary>
    internal bool IsAddress { get; private set; }

    /// <summary>The offset of the host's name, without the root's dot, or of an address's zone (RFC 4007 section 11.2).</summary>
    internal int Start { get; private set; }

    /// <summary>
    /// The end of the name or zone, which is empty for an address without a zone, and for what stands in brackets and is not an address.
    /// </summary>
    internal int End { get; private set; }

    /// <summary>The port, or 0 if none is written out.</summary>
    internal int Port { get; private set; }

    /// <summary>Whether there is a name or an address.</summary>
    internal bool HasHost => IsAddress || End > Start;

    /// <summary>Reads a host and perhaps a port, as far as they go.</summary>
    /// <returns>The offset after them, or 0 when the syntax is broken.</returns>
    internal int Read(byte[] buffer, int offset, int end)
    {
        _buffer = buffer;
        int hostEnd = buffer[offset] == '[' ? ReadBrackets(offset + 1, end) : ReadName(buffer, offset, end);
        return hostEnd > offset ? ReadPort(buffer, hostEnd, end) : 0;
    }

    /// <summary>Whether both have the same host and the same port.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="defaultPort">The port of either where none is written out.</param>
    internal bool IsSameAs(Authority other, int defaultPort)
    {
        int length = End - Start;
        return (Port == 0 ? defaultPort : Port) == (other.Port == 0 ? defaultPort : other.Port)
            && IsAddress == other.IsAddress
            && HasHost
            && (!IsAddress || _address.IsSameAs(other._address))
            && length == other.End - other.Start
            && AsciiText.AreEqual(_buffer, Start, other._buffer, other.Start, length, ignoresCase: true);
    }

    private int ReadName(byte[] buffer, int start, int end)
    {
        int addressEnd = _address.ReadIPv4(buffer, start, end);
        int hostEnd = Characters.Skip(Characters.HostName, buffer, addressEnd, end);
        IsAddress = addressEnd > start && hostEnd == addressEnd;
        Start = start;

        // The root at the end of a name changes nothing (RFC 1034 section 3.1).
        End = IsAddress ? start : hostEnd > start && buffer[hostEnd - 1] == '.' ? hostEnd - 1 : hostEnd;
        return hostEnd;
    }

    /// <returns>The end of the host, or 0 if there is no closing bracket.</returns>
    private int ReadBrackets(int start, int end)
    {
        int close = start;
        int addressEnd = 0;
        while (close < end && _buffer[close] != ']')
        {
            if (addressEnd == 0 && _buffer[close] == '%')
            {
                addressEnd = close;
            }

            close++;
        }

        if (close == end)
        {
            return 0;
        }

        bool hasZone = addressEnd != 0;
        IsAddress = _address.ReadIPv6(_buffer, start, hasZone ? addressEnd : close);
        Start = hasZone && IsAddress ? StartOfZone(addressEnd + 1, close) : close;
        End = close;
        return close + 1;
    }

    /// <summary>In a URI, the percent sign before a zone is written %25 (RFC 6874 section 2).</summary>
    private int StartOfZone(int start, int end)
    {
        bool isEncoded = end - start > 2 && _buffer[start] == '2' && _buffer[start + 1] == '5';
        return isEncoded ? start + 2 : start;
    }

    /// <returns>The offset after the port, or 0 when there is no such port.</returns>
    private int ReadPort(byte[] buffer, int position, int end)
    {
        Port = 0;
        if (position == end || buffer[position] != ':')
        {
            return position;
        }

        int start = ++position;
        int port = 0;
        while (position < end && port <= MaxPort)
        {
            int digit = buffer[position] - '0';
            if ((uint)digit > MaxDigit)
            {
                break;
            }

            port = (port * 10) + digit;
            position++;
        }

        Port = port;
        return port <= MaxPort && (port > 0 || position == start) ? position : 0;
    }
}
