using System;

namespace Sensorcast.Http;

/// <summary>What a request has said so far.</summary>
[Flags]
internal enum RequestFlags
{
    /// <summary>Any byte has been read.</summary>
    Started = 1 << 0,

    /// <summary>An empty line before the request has been read over.</summary>
    EmptyLine = 1 << 1,

    /// <summary>The version is HTTP/1.0.</summary>
    Http10 = 1 << 2,

    /// <summary>There is a <c>Host</c>.</summary>
    HasHost = 1 << 3,

    /// <summary><c>Connection</c> has the option <c>upgrade</c>.</summary>
    ConnectionUpgrades = 1 << 4,

    /// <summary><c>Upgrade</c> has the protocol <c>websocket</c>.</summary>
    UpgradeIsWebSocket = 1 << 5,

    /// <summary><c>Sec-WebSocket-Version</c> has 13.</summary>
    Version13 = 1 << 6,

    /// <summary><c>Sec-WebSocket-Version</c> has something else, or 13 twice.</summary>
    OtherVersion = 1 << 7,

    /// <summary><c>Sec-WebSocket-Key</c> has a key of 16 bytes in base64.</summary>
    HasKey = 1 << 8,

    /// <summary><c>Sec-WebSocket-Key</c> has something else, or more.</summary>
    BadKey = 1 << 9,

    /// <summary>There is an <c>Origin</c>.</summary>
    HasOrigin = 1 << 10,

    /// <summary>The origin's host is that which the request is for.</summary>
    OriginIsHost = 1 << 11,

    /// <summary>The origin is one of those that are allowed.</summary>
    OriginIsAllowed = 1 << 12,

    /// <summary>There is more than one origin, or one that cannot be right.</summary>
    BadOrigin = 1 << 13,

    /// <summary>There is a <c>Content-Length</c>.</summary>
    HasContentLength = 1 << 14,

    /// <summary>There is a <c>Transfer-Encoding</c>.</summary>
    HasTransferEncoding = 1 << 15,

    /// <summary>A body follows.</summary>
    HasBody = 1 << 16,

    /// <summary><c>Host</c> has named a host.</summary>
    HostIsKnown = 1 << 17,

    /// <summary><c>Origin</c> has named a host.</summary>
    OriginIsKnown = 1 << 18,

    /// <summary><c>Content-Length</c> has named a length.</summary>
    LengthIsKnown = 1 << 19,

    /// <summary>The target is in absolute form: its host counts, and not that of <c>Host</c>.</summary>
    TargetHasHost = 1 << 20,

    /// <summary>The request is for a host that is not ours.</summary>
    HostIsForeign = 1 << 21,

    /// <summary><c>If-None-Match</c> has the entity tag, or a star.</summary>
    EntityTagMatches = 1 << 22,

    /// <summary><c>Authorization</c> has named a scheme.</summary>
    HasAuthorizationScheme = 1 << 23,

    /// <summary>The scheme is <c>Bearer</c>.</summary>
    SchemeIsBearer = 1 << 24,

    /// <summary>There is a token.</summary>
    OffersToken = 1 << 25,

    /// <summary>The token is not one of those that are configured, or there is more than one.</summary>
    TokenIsWrong = 1 << 26,

    /// <summary>The client may read.</summary>
    MayRead = 1 << 27,

    /// <summary>The client may set actuators.</summary>
    MaySet = 1 << 28,

    /// <summary><c>Expect</c> has 100-continue.</summary>
    ExpectsContinue = 1 << 29,

    /// <summary>The origin's scheme has the port of https.</summary>
    OriginIsSecure = 1 << 30,

    /// <summary>It has been given the place for its content.</summary>
    HadContent = 1 << 31,
}
