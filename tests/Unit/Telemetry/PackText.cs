using System.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Live packs as text.</summary>
internal static class PackText
{
    internal static string Compact(string hex)
    {
        return Hex.Show(Hex.Parse(hex));
    }

    internal static string Json(Channel[] channels, LiveReadings readings)
    {
        PackEncoder encoder = new JsonPackEncoder(channels, "d:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        return Encoding.UTF8.GetString(buffer, 0, encoder.WriteLivePack(buffer, 0, readings));
    }

    internal static string Cbor(Channel[] channels, LiveReadings readings)
    {
        PackEncoder encoder = new CborPackEncoder(channels, "d:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        return Hex.Show(buffer, 0, encoder.WriteLivePack(buffer, 0, readings));
    }
}
