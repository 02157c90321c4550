using Sensorcast.Text;
using System;

namespace Sensorcast.Http;

/// <summary>
/// Which hosts a request may be for: those that no foreign name server can have pointed at us. A page may be loaded from a name of its author's
/// that then resolves to our address (DNS rebinding); for the browser we are one origin with it, and only the name in the request gives it away.
/// </summary>
internal sealed class HostRule
{
    private const int Malformed = -1;
    private const int MaxLabelDigits = 3;
    private const int MaxOctet = 255;
    private const int AddressParts = 4;
    private const int Localhost = 0;

    /// <summary>Top labels that no public name server is asked for: RFC 6761 section 6.3, RFC 6762 section 3.</summary>
    private static readonly TokenTable LocalLabels = new TokenTable("localhost", "local");

    private readonly TokenTable _names;

    /// <summary>Makes a rule.</summary>
    /// <param name="names">Names in lower case that are ours besides those that can be nobody else's.</param>
    /// <exception cref="ArgumentException">One of them is no such name.</exception>
    internal HostRule(string[] names)
    {
        foreach (string name in names)
        {
            CheckName(name);
        }

        _names = new TokenTable(names);
    }

    /// <summary>Judges <c>host [":" port]</c> (RFC 9110 section 7.2).</summary>
    /// <returns>
    /// 0, <see cref="HttpStatus.BadRequest"/> when the syntax is broken, or <see cref="HttpStatus.MisdirectedRequest"/>.
    /// </returns>
    internal int Judge(byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        int hostEnd = EndOfIPv4(buffer, offset, end);
        if (hostEnd > offset && IsPort(buffer, hostEnd, end))
        {
            return 0;
        }

        hostEnd = EndOfHost(buffer, offset, end);
        if (hostEnd == Malformed)
        {
            return HttpStatus.BadRequest;
        }

        bool isOurs = buffer[offset] == '[' ? IsIPv6(buffer, offset + 1, hostEnd - 1) : IsOurName(buffer, offset, hostEnd);
        return isOurs ? 0 : HttpStatus.MisdirectedRequest;
    }

    private static void CheckName(string name)
    {
        bool isGood = name.Length > 0 && name.Length <= Request.MaxAuthorityLength && name[name.Length - 1] != '.';
        foreach (char c in name)
        {
            isGood &= c < Characters.HostName.Length && Characters.HostName[c] == c;
        }

        if (!isGood)
        {
            throw new ArgumentException("A host name is in lower case and ASCII (xn--... for others) and has no port: " + name);
        }
    }

    /// <summary>Finds where the host ends and the port begins, if there is one.</summary>
    private static int EndOfHost(byte[] buffer, int offset, int end)
    {
        int position = offset;
        if (buffer[offset] == '[')
        {
            while (position < end && buffer[position] != ']')
            {
                position++;
            }

            // Behind the bracket, which must be there.
            position++;
        }
        else
        {
            position = Characters.Skip(Characters.HostName, buffer, position, end);
        }

        return position > offset && position <= end && IsPort(buffer, position, end) ? position : Malformed;
    }

    private static bool IsPort(byte[] buffer, int position, int end)
    {
        if (position < end && buffer[position++] != ':')
        {
            return false;
        }

        while (position < end && buffer[position] >= '0' && buffer[position] <= '9')
        {
            position++;
        }

        return position == end;
    }

    /// <summary>Whether it is an address and perhaps a zone (RFC 4007 section 11.2). In brackets stands never a name, so its form is all that counts.</summary>
    private static bool IsIPv6(byte[] buffer, int position, int end)
    {
        bool hasColon = false;
        for (; position < end && buffer[position] != '%'; position++)
        {
            int next = buffer[position];
            hasColon |= next == ':';
            if (next != ':' && next != '.' && !Characters.IsHexDigit(next))
            {
                return false;
            }
        }

        return hasColon;
    }

    /// <summary>Finds where an address of four numbers ends.</summary>
    /// <returns>The place behind it, or where it should begin if there is none.</returns>
    private static int EndOfIPv4(byte[] buffer, int start, int end)
    {
        int parts = 0;
        int digits = 0;
        int octet = 0;
        int position = start;
        for (; position < end; position++)
        {
            int next = buffer[position];
            if (next >= '0' && next <= '9' && digits < MaxLabelDigits)
            {
                octet = (octet * 10) + (next - '0');
                digits++;
            }
            else if (next == '.' && digits > 0 && octet <= MaxOctet)
            {
                parts++;
                digits = 0;
                octet = 0;
            }
            else
            {
                break;
            }
        }

        return parts == AddressParts - 1 && digits > 0 && octet <= MaxOctet ? position : start;
    }

    private bool IsOurName(byte[] buffer, int offset, int end)
    {
        if (buffer[end - 1] == '.')
        {
            // The root behind a name changes nothing (RFC 1034 section 3.1).
            end--;
        }

        int label = end;
        while (label > offset && buffer[label - 1] != '.')
        {
            label--;
        }

        int local = LocalLabels.FindIgnoringCase(buffer, label, end - label);
        bool standsAlone = label == offset;
        bool hasOthers = label > offset + 1;
        return (hasOthers && local != TokenTable.NotFound)
            || (standsAlone && local == Localhost)
            || _names.FindIgnoringCase(buffer, offset, end - offset) != TokenTable.NotFound;
    }
}
