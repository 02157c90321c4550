using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Notes for which host a request is, and whether the page that sends it comes from there.</summary>
internal sealed class AuthorityReader
{
    private readonly AccessRules _access;
    private readonly Origin _origin = new Origin();

    internal AuthorityReader(AccessRules access)
    {
        _access = access;
    }

    /// <summary>Takes a <c>Host</c> at once that is a name or an IPv4 address, and all of the line.</summary>
    /// <returns>The offset after it, or <paramref name="offset"/> when it is another.</returns>
    internal int AddUsualHost(RequestState request, byte[] buffer, int offset, int end)
    {
        int hostEnd = buffer[offset] == '[' ? 0 : _access.Hosts.Host.Read(buffer, offset, end);
        bool isUsual = hostEnd > offset && hostEnd < end && buffer[hostEnd] == Characters.CarriageReturn;
        return isUsual && AddHostRead(request, buffer, offset, hostEnd - offset) ? hostEnd : offset;
    }

    /// <summary>Takes the word of a <c>Host</c>.</summary>
    /// <returns><see langword="false"/> when it makes the request malformed.</returns>
    internal bool AddHost(RequestState request, byte[] buffer, int offset, int length)
    {
        return length <= RequestState.MaxAuthorityLength
            && _access.Hosts.Host.Read(buffer, offset, offset + length) == offset + length
            && AddHostRead(request, buffer, offset, length);
    }

    /// <summary>
    /// Takes an <c>Origin</c> at once that is all of the line, and the host that the request is for as <c>Host</c> spells it: that of our
    /// own page.
    /// </summary>
    /// <returns>The offset after it, or <paramref name="offset"/> when it is another.</returns>
    internal int AddOwnOrigin(RequestState request, byte[] buffer, int offset, int end)
    {
        int length = request.AuthorityLength;
        if (length == 0 || (request.Flags & RequestFlags.BadOrigin) != 0 || !_origin.ReadScheme(buffer, offset, end)
            || _origin.DefaultPort == 0)
        {
            return offset;
        }

        int start = _origin.HostStart;
        int originEnd = start + length;
        if (originEnd >= end || buffer[originEnd] != Characters.CarriageReturn || !KeepOrMatch(request, buffer, start, length))
        {
            return offset;
        }

        request.Flags |= RequestFlags.OriginIsKnown;
        return originEnd;
    }

    /// <summary>Takes the <c>Host</c> that has been read.</summary>
    /// <returns><see langword="false"/> when it makes the request malformed.</returns>
    private bool AddHostRead(RequestState request, byte[] buffer, int offset, int length)
    {
        if (request.HostIsKnown || length > RequestState.MaxAuthorityLength)
        {
            return false;
        }

        request.Flags |= RequestFlags.HostIsKnown;
        int verdict = _access.Hosts.CheckHost(buffer);
        if ((request.Flags & RequestFlags.TargetHasHost) != 0)
        {
            // The target has said already which host is meant (RFC 9112 section 3.2.2).
            return true;
        }

        if (!KeepOrMatch(request, buffer, offset, length) && ReadKept(request, _origin.Authority))
        {
            Compare(request, _access.Hosts.Host, (request.Flags & RequestFlags.OriginIsSecure) != 0 ? Origin.HttpsPort : Origin.HttpPort);
        }

        return request.NoteHost(verdict);
    }

    /// <summary>Takes a word of an <c>Origin</c>.</summary>
    internal void AddOrigin(RequestState request, byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        if ((request.Flags & (RequestFlags.OriginIsKnown | RequestFlags.BadOrigin)) != 0
            || !_origin.ReadScheme(buffer, offset, end)
            || end - _origin.HostStart > RequestState.MaxAuthorityLength)
        {
            request.Flags |= RequestFlags.BadOrigin;
            return;
        }

        request.Flags |= RequestFlags.OriginIsKnown;
        if (_access.AllowedOrigins.Contains(_origin))
        {
            request.Flags |= RequestFlags.OriginIsAllowed;
        }

        if (_origin.DefaultPort == 0)
        {
            // No page that this host serves has another scheme.
            return;
        }

        request.Flags |= _origin.DefaultPort == Origin.HttpsPort ? RequestFlags.OriginIsSecure : 0;
        if (!KeepOrMatch(request, buffer, _origin.HostStart, end - _origin.HostStart)
            && _origin.ReadAuthority() && ReadKept(request, _access.Hosts.Host))
        {
            Compare(request, _access.Hosts.Host, _origin.DefaultPort);
        }
    }

    /// <summary>
    /// Keeps the host that the request is for or that of <c>Origin</c>, whichever comes first, and compares the other with it as spelled.
    /// </summary>
    /// <returns><see langword="false"/> when it is spelled in another way, or is another.</returns>
    private static bool KeepOrMatch(RequestState request, byte[] buffer, int offset, int length)
    {
        if (request.AuthorityLength == 0)
        {
            Array.Copy(buffer, offset, request.Text, RequestState.AuthorityStart, length);
            request.AuthorityLength = length;
            return true;
        }

        bool isMatch = request.AuthorityLength == length
            && AsciiText.AreEqual(request.Text, RequestState.AuthorityStart, buffer, offset, length, ignoresCase: true);
        request.Flags |= isMatch ? RequestFlags.OriginIsHost : 0;
        return isMatch;
    }

    private static bool ReadKept(RequestState request, Authority authority)
    {
        int end = RequestState.AuthorityStart + request.AuthorityLength;
        return authority.Read(request.Text, RequestState.AuthorityStart, end) == end;
    }

    /// <summary>A host without a port is at the port of the origin's scheme: whether TLS ends before us, only the page knows.</summary>
    private void Compare(RequestState request, Authority host, int defaultPort)
    {
        if (_origin.Authority.IsSameAs(host, defaultPort))
        {
            request.Flags |= RequestFlags.OriginIsHost;
        }
    }
}
