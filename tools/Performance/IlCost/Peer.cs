namespace Sensorcast.IlCost;

/// <summary>
/// The cost of the same in nanoFramework's own <c>System.Net.WebSockets.Server</c>, measured on the board's interpreter with a heap of
/// 100,000 bytes.
/// </summary>
internal static class Peer
{
    internal const int FurtherClient = 458;
    internal const int ShortEcho = 2769;
    internal const int LongEcho = 99801;
    internal const int HandshakeAndClose = 36358;
    internal const int BytesPerClient = 4500;
}
