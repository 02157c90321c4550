namespace Sensorcast.Http;

/// <summary>Decides what a whole request is answered with: RFC 9110, and RFC 6455 section 4.2 for an upgrade.</summary>
public static class UpgradeDecision
{
    /// <summary>Decides.</summary>
    /// <param name="request">A complete request.</param>
    /// <param name="resource">The resource of its path, or <see langword="null"/>.</param>
    /// <returns>
    /// <see cref="HttpStatus.SwitchingProtocols"/>, <see cref="HttpStatus.Ok"/>, or the status of the refusal.
    /// </returns>
    public static int Decide(RequestState request, Resource resource)
    {
        if ((request.Flags & RequestFlags.HostIsForeign) != 0)
        {
            // Before all else: a page whose name was made to resolve here (DNS rebinding) learns nothing.
            return HttpStatus.MisdirectedRequest;
        }

        if (request.Method == HttpMethod.Other)
        {
            return HttpStatus.MethodNotAllowed;
        }

        bool isSafe = (request.Method & MethodName.Safe) != 0;
        if (isSafe && request.HasBody)
        {
            return HttpStatus.ContentTooLarge;
        }

        if (resource == null)
        {
            return HttpStatus.NotFound;
        }

        if ((request.Method & resource.Methods) == 0)
        {
            return HttpStatus.MethodNotAllowed;
        }

        if (!resource.IsWebSocket)
        {
            // Any upgrade that it asks for is ignored and HTTP/1.1 goes on (RFC 9110 section 7.8).
            return isSafe ? HttpStatus.Ok : DecideUnsafe(request, resource);
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

    /// <summary>Decides on a request that changes something and may have a body: a page of another site may not send one.</summary>
    private static int DecideUnsafe(RequestState request, Resource resource)
    {
        if (!IsOriginWelcome(request.Flags))
        {
            return HttpStatus.Forbidden;
        }

        if ((request.Flags & RequestFlags.HasTransferEncoding) != 0)
        {
            // Until it has come, it is not known whether it fits (RFC 9110 section 15.5.12).
            return HttpStatus.LengthRequired;
        }

        return request.ContentLength > resource.MaxBodySize ? HttpStatus.ContentTooLarge : HttpStatus.Ok;
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
