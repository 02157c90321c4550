using Sensorcast.Text;

namespace Sensorcast.Sensors;

/// <summary>The WebSocket subprotocols of the stream: the encodings of its packs.</summary>
internal static class Subprotocols
{
    internal const int Cbor = 0;
    internal const int Json = 1;

    internal static readonly TokenTable Table = new TokenTable(Name(Cbor), Name(Json));

    internal static string Name(int subprotocol)
    {
        return subprotocol == Cbor ? "senml+cbor" : "senml+json";
    }
}
