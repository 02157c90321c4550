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

    /// <summary>Takes the word of a <c>Host</c>.</summary>
    /// <returns><see langword="false"/> when it makes the request malformed.</returns>
    internal bool AddHost(RequestState request, byte[] buffer, int offset, int length)
    {
        if (request.HostIsKnown || length > RequestState.MaxAuthorityLength)
        {
            return false;
        }

        request.Flags |= RequestFlags.HostIsKnown;
        int verdict = _access.Hosts.Judge(buffer, offset, length);
        if ((request.Flags & RequestFlags.TargetHasHost) != 0)
        {
            // The target has said already which host is meant (RFC 9112 section 3.2.2).
            return verdict != HttpStatus.BadRequest;
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
        return authority.Read(request.Text, RequestState.AuthorityStart, RequestState.AuthorityStart + request.AuthorityLength);
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
