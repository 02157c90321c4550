namespace Sensorcast.Sensors;

/// <summary>The encodings of packs, by their WebSocket subprotocols.</summary>
internal static class PackEncoding
{
    internal const string Cbor = "senml+cbor";
    internal const string Json = "senml+json";
}
