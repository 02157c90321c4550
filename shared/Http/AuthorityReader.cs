using Sensorcast.Text;
using System;

namespace Sensorcast.Http;

/// <summary>Notes for which host a request is, and whether the page that sends it comes from there.</summary>
internal sealed class AuthorityReader
{
    private readonly AccessRules _access;

    internal AuthorityReader(AccessRules access)
    {
        _access = access;
    }

    /// <summary>Takes the word of a <c>Host</c>.</summary>
    /// <returns><see langword="false"/> when it makes the request malformed.</returns>
    internal bool AddHost(Request request, byte[] buffer, int offset, int length)
    {
        if (request.HostIsKnown || length > Request.MaxAuthorityLength)
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

        CompareAuthority(request, buffer, offset, length);
        return request.NoteHost(verdict);
    }

    /// <summary>Takes a word of an <c>Origin</c>.</summary>
    internal void AddOrigin(Request request, byte[] buffer, int offset, int length)
    {
        int host = HostOfOrigin(buffer, offset, length);
        if (host == 0 || offset + length - host > Request.MaxAuthorityLength || (request.Flags & (RequestFlags.OriginIsKnown | RequestFlags.BadOrigin)) != 0)
        {
            request.Flags |= RequestFlags.BadOrigin;
            return;
        }

        request.Flags |= RequestFlags.OriginIsKnown;
        if (_access.AllowedOrigins.FindIgnoringCase(buffer, offset, length) != TokenTable.NotFound)
        {
            request.Flags |= RequestFlags.OriginIsAllowed;
        }

        CompareAuthority(request, buffer, host, offset + length - host);
    }

    /// <summary>Finds what stands behind the "://" of an origin (RFC 6454 section 6.1).</summary>
    /// <returns>Its place, or 0 when there is none.</returns>
    private static int HostOfOrigin(byte[] buffer, int offset, int length)
    {
        for (int i = offset + 3; i < offset + length; i++)
        {
            if (buffer[i - 3] == ':' && buffer[i - 2] == '/' && buffer[i - 1] == '/')
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Keeps the host that the request is for or that of <c>Origin</c>, whichever comes first, and compares the other with it.</summary>
    private static void CompareAuthority(Request request, byte[] buffer, int offset, int length)
    {
        if (request.AuthorityLength == 0)
        {
            Array.Copy(buffer, offset, request.Text, Request.AuthorityStart, length);
            request.AuthorityLength = length;
            return;
        }

        byte[] toLower = Characters.HostToLower;
        byte[] text = request.Text;
        int same = 0;
        if (request.AuthorityLength == length)
        {
            while (same < length)
            {
                int lower = toLower[buffer[offset + same]];
                if (lower == 0 || lower != toLower[text[Request.AuthorityStart + same]])
                {
                    break;
                }

                same++;
            }
        }

        if (same == length)
        {
            request.Flags |= RequestFlags.OriginIsHost;
        }
    }
}
