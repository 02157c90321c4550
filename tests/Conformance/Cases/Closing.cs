namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Which side has to close, and when.</summary>
internal enum Closing
{
    /// <summary>The client, with 1000, as soon as it has all the answers required; the server replies.</summary>
    ByClient,

    /// <summary>The client, with a close frame that is among what is sent; the server replies.</summary>
    BySentFrame,

    /// <summary>The server, because what is sent breaks a rule; the client replies.</summary>
    ByServer,
}
