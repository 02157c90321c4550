namespace Sensorcast.Server;

/// <summary>
/// One connection's byte stream. No member blocks and none throws for what a peer or the network does.
/// </summary>
public interface ITransport
{
    /// <summary>
    /// The peer's address, a colon and its port. What comes before the last colon is what the delays after wrong tokens go by, so it must
    /// be the same for all connections of one host. Also shown to people.
    /// </summary>
    string RemoteAddress { get; }

    /// <summary>Whether <see cref="Receive"/> has something to report: bytes, or that the stream has ended or is broken.</summary>
    bool CanReceive { get; }

    /// <summary>
    /// Whether the transport takes a whole send now: <see cref="WebServer.MaxSendSize"/> bytes, or more where
    /// <see cref="ServerOptions.ReadSize"/> is more than the minimum. A broken one says yes: the send that follows reports it.
    /// </summary>
    bool CanSend { get; }

    /// <summary>Takes bytes that have arrived. Call it only after <see cref="CanReceive"/> said yes.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">The maximum number of bytes to take, at least 1.</param>
    /// <returns>The number of bytes taken, or 0 when the peer has finished or the connection is broken.</returns>
    int Receive(byte[] buffer, int offset, int count);

    /// <summary>Takes bytes whole, or none of them.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's offset in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes: 1 to what <see cref="CanSend"/> promises.</param>
    /// <returns>
    /// <see cref="SendResult.NotNow"/> when there is no room for all of them now; <see cref="SendResult.Broken"/> when the stream is torn
    /// or gone.
    /// </returns>
    SendResult Send(byte[] buffer, int offset, int count);

    /// <summary>
    /// Whether <see cref="Close"/> lets the peer read what was sent, by going on until the peer has finished. Where it does not, the server
    /// keeps the slot until the peer has been quiet: closing with bytes unread resets the connection, and a reset takes the last words from
    /// the peer.
    /// </summary>
    bool LingersOnClose { get; }

    /// <summary>Ends the connection in both directions and frees what it holds. May be called twice.</summary>
    void Close();
}
