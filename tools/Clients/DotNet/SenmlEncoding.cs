namespace Sensorcast.Client;

/// <summary>How packs are written on the wire. Both carry the same readings.</summary>
public enum SenmlEncoding
{
    /// <summary>SenML-CBOR (RFC 8428 section 6), subprotocol <c>senml+cbor</c>: binary messages, the smaller ones.</summary>
    Cbor,

    /// <summary>SenML-JSON (RFC 8428 section 5), subprotocol <c>senml+json</c>: text messages.</summary>
    Json,
}
