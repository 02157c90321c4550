namespace Sensorcast.Client;

/// <summary>
/// The board describes its channels otherwise than before: it was flashed anew, or a channel has its first reading. The first description
/// of all is not a change.
/// </summary>
/// <param name="Added">Channels that were not there.</param>
/// <param name="Removed">Channels that are no longer there, as they were.</param>
/// <param name="Changed">Channels of which something else changed, as they are now.</param>
public sealed record ChannelsChanged(
    IReadOnlyList<ChannelInfo> Added, IReadOnlyList<ChannelInfo> Removed, IReadOnlyList<ChannelInfo> Changed) : StreamEvent;
