namespace Sensorcast.Server;

/// <summary>What became of bytes that were handed to an <see cref="ITransport"/>.</summary>
public enum SendResult
{
    /// <summary>All bytes were taken.</summary>
    Sent,

    /// <summary>No byte was taken: there is no room now.</summary>
    NotNow,

    /// <summary>The stream is torn or gone; only <see cref="ITransport.Close"/> may follow.</summary>
    Broken,
}
