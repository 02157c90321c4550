namespace Sensorcast.Client;

/// <summary>
/// An event of the stream: a <see cref="Pack"/>, <see cref="SkippedPacks"/>, <see cref="ChannelsChanged"/>,
/// <see cref="Connected"/> or <see cref="Disconnected"/>.
/// </summary>
public abstract record StreamEvent
{
    private protected StreamEvent()
    {
    }
}
