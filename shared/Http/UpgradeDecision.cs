using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Decides what a whole request is answered with: RFC 9110, and RFC 6455 section 4.2 for an upgrade.</summary>
public static class UpgradeDecision
{
    /// <summary>Decides.</summary>
    /// <param name="request">A complete request.</param>
    /// <param name="pathIsWebSocket">Whether its path speaks WebSocket.</param>
    /// <returns>
    /// <see cref="HttpStatus.SwitchingProtocols"/>, <see cref="HttpStatus.Ok"/>, or the status of the refusal.
    /// </returns>
    public static int Decide(Request request, bool pathIsWebSocket)
    {
        if ((request.Flags & RequestFlags.HostIsForeign) != 0)
        {
            // Before all else: a page of a name that resolves here by somebody's tricks learns nothing.
            return HttpStatus.MisdirectedRequest;
        }

        if (request.Method == HttpMethod.Other)
        {
            return HttpStatus.MethodNotAllowed;
        }

        if (request.HasBody)
        {
            return HttpStatus.ContentTooLarge;
        }

        if (request.Path == TokenTable.NotFound)
        {
            return HttpStatus.NotFound;
        }

        if (!pathIsWebSocket)
        {
            // Whatever upgrade it asks for is ignored and HTTP/1.1 goes on (RFC 9110 section 7.8).
            return HttpStatus.Ok;
        }

        if (request.Method != HttpMethod.Get || !AsksForWebSocket(request.Flags))
        {
            return HttpStatus.UpgradeRequired;
        }

        if ((request.Flags & (RequestFlags.HasKey | RequestFlags.BadKey)) != RequestFlags.HasKey)
        {
            return HttpStatus.BadRequest;
        }

        return IsOriginWelcome(request.Flags) ? HttpStatus.SwitchingProtocols : HttpStatus.Forbidden;
    }

    private static bool AsksForWebSocket(RequestFlags flags)
    {
        const RequestFlags Needed = RequestFlags.ConnectionUpgrades | RequestFlags.UpgradeIsWebSocket | RequestFlags.Version13;
        const RequestFlags Excluded = RequestFlags.Http10 | RequestFlags.OtherVersion;
        return (flags & (Needed | Excluded)) == Needed;
    }

    /// <summary>A client that is no browser names no origin; a page's must be ours or allowed (RFC 6455 section 10.2).</summary>
    private static bool IsOriginWelcome(RequestFlags flags)
    {
        if ((flags & RequestFlags.HasOrigin) == 0)
        {
            return true;
        }

        return (flags & RequestFlags.BadOrigin) == 0 && (flags & (RequestFlags.OriginIsHost | RequestFlags.OriginIsAllowed)) != 0;
    }
}
