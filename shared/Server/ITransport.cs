namespace Sensorcast.Server;

/// <summary>
/// One connection's byte stream. No member blocks and none throws for what a peer or the network does.
/// </summary>
public interface ITransport
{
    /// <summary>The peer's address and port, for people to read.</summary>
    string RemoteAddress { get; }

    /// <summary>Whether <see cref="Receive"/> has something to tell: bytes, or that the stream has ended.</summary>
    bool CanReceive { get; }

    /// <summary>
    /// Whether the transport takes <see cref="SensorServer.MaxSendSize"/> bytes now, whole.
    /// </summary>
    bool CanSend { get; }

    /// <summary>Takes bytes that have arrived. Call it only after <see cref="CanReceive"/> said yes.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">The most bytes to take, at least 1.</param>
    /// <returns>The number of bytes taken, or 0 when the peer has finished or the connection is broken.</returns>
    int Receive(byte[] buffer, int offset, int count);

    /// <summary>Sends bytes, all of them. Call it only after <see cref="CanSend"/> said yes.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes: 1 to <see cref="SensorServer.MaxSendSize"/>.</param>
    /// <returns><see langword="false"/> when not all bytes were taken: the stream is torn and only <see cref="Close"/> may follow.</returns>
    bool Send(byte[] buffer, int offset, int count);

    /// <summary>Ends the connection in both directions and frees what it holds. May be called twice.</summary>
    void Close();
}
