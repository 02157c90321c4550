using Sensorcast.IlCost.Bench;

namespace Sensorcast.IlCost.Paths;

/// <summary>Names of the paths that are compared with another server's.</summary>
internal static class Names
{
    internal const string FurtherClient = "A live pack, each further client";
    internal const string ShortEcho = "An echo of 64 bytes, the whole step";
    internal const string LongEcho = "An echo of 4,096 bytes, all steps";
    internal const string Close = "A close frame and its answer, the whole step";

    internal static string Handshake { get; } =
        $"A handshake of Chromium ({ServerBench.Request(ServerBench.Stream, ServerBench.Cbor).Length} bytes), the whole step";
}
