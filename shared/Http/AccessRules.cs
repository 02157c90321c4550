using System;
using System.Text;

namespace Sensorcast.Http;

/// <summary>Which requests are served: for which hosts, from which pages, with which tokens.</summary>
public sealed class AccessRules
{
    private readonly AccessToken _token;
    private readonly AccessToken _readOnlyToken;

    /// <summary>Makes rules.</summary>
    /// <param name="hostNames">
    /// Names without a port that a request may be for, besides address literals, <c>localhost</c> and names under <c>.localhost</c>,
    /// <c>.local</c>, <c>.internal</c> and <c>.home.arpa</c>.
    /// </param>
    /// <param name="allowedOrigins">
    /// Origins (<c>https://example.org</c>) whose pages may connect besides those that this host serves.
    /// </param>
    /// <param name="token">What a client that sets actuators must offer, or <see langword="null"/>.</param>
    /// <param name="readOnlyToken">What a client that only reads must offer, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A host name, an origin or a token is not valid.</exception>
    public AccessRules(string[] hostNames, string[] allowedOrigins, string token, string readOnlyToken)
    {
        Hosts = new HostRule(hostNames);
        AllowedOrigins = new OriginList(allowedOrigins);
        if (token != null && token == readOnlyToken)
        {
            throw new ArgumentException("The read-only token is the same as the full one");
        }

        _token = token == null ? null : new AccessToken(token);
        _readOnlyToken = readOnlyToken == null ? null : new AccessToken(readOnlyToken);
        if (readOnlyToken == null)
        {
            OpenToAll = token == null ? RequestFlags.MayRead | RequestFlags.MaySet : RequestFlags.MayRead;
        }
    }

    /// <summary>Whether any token is configured.</summary>
    public bool HasTokens => _token != null || _readOnlyToken != null;

    /// <summary>Whether a text can be a token: 8 to 64 bytes in UTF-8, none of them white space, a comma or a control character.</summary>
    /// <param name="token">The text.</param>
    public static bool IsToken(string token)
    {
        return AccessToken.IsValid(Encoding.UTF8.GetBytes(token));
    }

    /// <summary>
    /// Whether a text is an origin (RFC 6454 section 6.1), such as <c>https://example.org</c>; a slash at the end is left out.
    /// </summary>
    /// <param name="origin">The text.</param>
    public static bool IsOrigin(string origin)
    {
        return OriginList.IsOrigin(origin, new Origin());
    }

    internal HostRule Hosts { get; }

    internal OriginList AllowedOrigins { get; }

    /// <summary>What a client without a token may do.</summary>
    internal RequestFlags OpenToAll { get; }

    /// <summary>Says what a token is good for. It is compared with each that is configured, whichever it is.</summary>
    internal RequestFlags CheckToken(bool isBase64Url, byte[] buffer, int offset, int length)
    {
        bool isFull = _token != null && _token.Matches(isBase64Url, buffer, offset, length);
        bool isReadOnly = _readOnlyToken != null && _readOnlyToken.Matches(isBase64Url, buffer, offset, length);
        if (isFull)
        {
            return RequestFlags.MayRead | RequestFlags.MaySet;
        }

        return isReadOnly ? RequestFlags.MayRead : RequestFlags.TokenIsWrong;
    }
}
