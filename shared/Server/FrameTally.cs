namespace Sensorcast.Server;

/// <summary>What was sent to all clients of a group: counted once, so that sending to a client costs no counting.</summary>
internal sealed class FrameTally
{
    internal long Frames;
    internal long Bytes;
}
