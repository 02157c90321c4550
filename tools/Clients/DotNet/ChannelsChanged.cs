namespace Sensorcast.Client;

/// <summary>
/// The board's description of its channels has changed: it was flashed anew, or a channel has its first reading. The very first description
/// is not a change.
/// </summary>
/// <param name="Added">New channels.</param>
/// <param name="Removed">Removed channels, as they were.</param>
/// <param name="Changed">Channels with another description, as they are now.</param>
public sealed record ChannelsChanged(
    IReadOnlyList<ChannelInfo> Added, IReadOnlyList<ChannelInfo> Removed, IReadOnlyList<ChannelInfo> Changed) : StreamEvent;
