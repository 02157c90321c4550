namespace Sensorcast.Http;

/// <summary>Decides what a whole request is answered with: RFC 9110, and RFC 6455 section 4.2 for an upgrade.</summary>
public sealed class UpgradeDecision
{
    private readonly TokenTable _allowedOrigins;

    /// <summary>Makes the rule.</summary>
    /// <param name="allowedOrigins">
    /// Origins in lower case (<c>https://example.org</c>) whose pages may connect besides those that this host serves.
    /// </param>
    public UpgradeDecision(params string[] allowedOrigins)
    {
        _allowedOrigins = new TokenTable(allowedOrigins);
    }

    /// <summary>Decides.</summary>
    /// <param name="request">A complete request.</param>
    /// <param name="pathIsWebSocket">Whether its path speaks WebSocket.</param>
    /// <returns>
    /// <see cref="HttpStatus.SwitchingProtocols"/>, <see cref="HttpStatus.Ok"/>, or the status of the refusal.
    /// </returns>
    public int Decide(RequestReader request, bool pathIsWebSocket)
    {
        RequestFields fields = request.Fields;
        if (request.Method == HttpMethod.Other)
        {
            return HttpStatus.MethodNotAllowed;
        }

        if (fields.HasBody)
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

        bool isUpgrade = request.Method == HttpMethod.Get && request.MinorVersion > 0 && fields.WantsWebSocket;
        if (!isUpgrade || !fields.IsWebSocketVersion13)
        {
            return HttpStatus.UpgradeRequired;
        }

        if (!fields.HasKey)
        {
            return HttpStatus.BadRequest;
        }

        if (fields.HasOrigin && !fields.OriginIsHost() && !fields.OriginIsOneOf(_allowedOrigins))
        {
            return HttpStatus.Forbidden;
        }

        return HttpStatus.SwitchingProtocols;
    }
}
