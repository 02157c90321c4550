namespace Sensorcast.Server;

/// <summary>What a server says of the client in one of its slots; see <see cref="WebServer.TryDescribe"/>.</summary>
public sealed class SlotInfo
{
    /// <summary>The client's address and port.</summary>
    public string RemoteAddress { get; internal set; }

    /// <summary>What the client is at, in a word.</summary>
    public string State { get; internal set; }

    /// <summary>How long it has been connected, in milliseconds.</summary>
    public long Age { get; internal set; }

    /// <summary>How many messages it got.</summary>
    public long Sent { get; internal set; }

    /// <summary>How many messages it could not take.</summary>
    public long Skipped { get; internal set; }

    /// <summary>How many bytes it got.</summary>
    public long BytesSent { get; internal set; }
}
