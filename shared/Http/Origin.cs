using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>An origin, scheme, host and perhaps a port (RFC 6454 section 6.1), read where it stands.</summary>
internal sealed class Origin
{
    internal const int HttpPort = 80;
    internal const int HttpsPort = 443;

    private const int SeparatorLength = 3;

    private byte[] _buffer;
    private int _start;
    private int _end;

    /// <summary>The host and the port.</summary>
    internal Authority Authority { get; } = new Authority();

    /// <summary>The offset of the host.</summary>
    internal int HostStart { get; private set; }

    /// <summary>The port that the scheme has when none is written out, or 0 if that is not known.</summary>
    internal int DefaultPort { get; private set; }

    /// <summary>Reads an origin up to its host.</summary>
    /// <returns>Whether there is a scheme, and something after it.</returns>
    internal bool ReadScheme(byte[] buffer, int offset, int end)
    {
        _buffer = buffer;
        _start = offset;
        _end = end;
        HostStart = EndOfSeparator(buffer, offset, end);
        if (HostStart == 0 || HostStart == end)
        {
            return false;
        }

        // Some clients that are no browser name the WebSocket's scheme.
        DefaultPort = UriScheme.DefaultPort(UriScheme.Table.FindIgnoringCase(buffer, offset, SchemeLength));
        return true;
    }

    /// <summary>Reads the rest of an origin.</summary>
    /// <returns>Whether the syntax is right.</returns>
    internal bool ReadAuthority()
    {
        return Authority.Read(_buffer, HostStart, _end) == _end;
    }

    /// <summary>Whether both are the same.</summary>
    internal bool IsSameAs(Origin other)
    {
        return SchemeLength == other.SchemeLength
            && AsciiText.AreEqual(_buffer, _start, other._buffer, other._start, SchemeLength, ignoresCase: true)
            && Authority.IsSameAs(other.Authority, DefaultPort);
    }

    private int SchemeLength => HostStart - SeparatorLength - _start;

    /// <summary>Finds "://", of which the colon is the first one.</summary>
    /// <returns>The offset after it, or 0.</returns>
    private static int EndOfSeparator(byte[] buffer, int offset, int end)
    {
        int lastColon = end - SeparatorLength;
        for (int i = offset; i <= lastColon; i++)
        {
            if (buffer[i] == ':')
            {
                return buffer[i + 1] == '/' && buffer[i + 2] == '/' ? i + SeparatorLength : 0;
            }
        }

        return 0;
    }
}
