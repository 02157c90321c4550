namespace Sensorcast.Server;

/// <summary>
/// Stands for a connection that broke and was closed until its slot notices: what follows is as if the peer had finished.
/// </summary>
internal sealed class EndedTransport : ITransport
{
    internal static readonly EndedTransport Instance = new EndedTransport();

    private EndedTransport()
    {
    }

    /// <inheritdoc/>
    public string RemoteAddress => "gone";

    /// <inheritdoc/>
    public bool CanReceive => true;

    /// <inheritdoc/>
    public bool CanSend => true;

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        return 0;
    }

    /// <inheritdoc/>
    public SendResult Send(byte[] buffer, int offset, int count)
    {
        return SendResult.Broken;
    }

    /// <inheritdoc/>
    public bool LingersOnClose => false;

    /// <inheritdoc/>
    public void Close()
    {
    }
}
