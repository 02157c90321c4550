namespace Sensorcast.Host.Streams;

/// <summary>What a stream's connection is at.</summary>
internal enum StreamState
{
    /// <summary>Both sides are agreeing on keys, where there are any.</summary>
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
