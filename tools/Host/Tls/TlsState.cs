namespace Sensorcast.Host.Tls;

/// <summary>What a TLS connection is at.</summary>
internal enum TlsState
{
    /// <summary>Both sides are agreeing on keys.</summary>
    Handshake,

    /// <summary>It waits for the server to accept it.</summary>
    Ready,

    /// <summary>The server has it.</summary>
    Open,

    /// <summary>The server is done with it; the last words are on their way.</summary>
    Closing,

    /// <summary>It is torn down.</summary>
    Ended,
}
