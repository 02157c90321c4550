namespace Sensorcast.Host.Streams;

/// <summary>The state of a stream's connection.</summary>
internal enum StreamState
{
    /// <summary>The TLS handshake, if there is one.</summary>
    Handshake,

    /// <summary>It waits for the server to accept it.</summary>
    Ready,

    /// <summary>The server has it.</summary>
    Open,

    /// <summary>The server has closed it; the rest is being sent.</summary>
    Closing,

    /// <summary>It is torn down.</summary>
    Ended,
}
