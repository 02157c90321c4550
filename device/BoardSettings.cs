using nanoFramework.Runtime.Native;
using Sensorcast.Board;
using Sensorcast.Sensors;

namespace Sensorcast.Device;

/// <summary>What this board's owner sets. What to keep out of git, docs/security.md says.</summary>
internal static class BoardSettings
{
    /// <summary>The name that the board answers to on the local network, in lower case and ending in <c>.local</c>.</summary>
    internal const string Name = "sensorcast.local";

    /// <summary>What a client must offer to set actuators, 8 to 64 bytes; null: no token is needed.</summary>
    private const string Token = null;

    /// <summary>What a client must offer to read, if it does not offer <see cref="Token"/>; null: no token is needed.</summary>
    private const string ReadOnlyToken = null;

    /// <summary>
    /// Names that people open the board by besides its address and its <c>.local</c> name, in lower case and without a port: that of a proxy in front, or
    /// the one that a router gives it, such as "sensors.example.org" or "board". A request for another name is answered 421.
    /// </summary>
    private static readonly string[] HostNames = { };

    /// <summary>Sites whose pages may read the board besides its own, in lower case, such as "https://example.org".</summary>
    private static readonly string[] AllowedOrigins = { };

    /// <summary>Makes the server's options of the settings.</summary>
    internal static SensorOptions MakeOptions()
    {
        // The firmware of an ESP32-C3 has 8 sockets, of others 16. One listens, one answers to the name, one refuses clients when all slots are taken;
        // the rest is left to the firmware author.
        bool hasFewSockets = SystemInfo.TargetName.Contains("C3");
        return new SensorOptions
        {
            MaxClients = hasFewSockets ? 4 : 8,
            HostNames = HostNames,
            AllowedOrigins = AllowedOrigins,
            Token = Token,
            ReadOnlyToken = ReadOnlyToken,
            Log = new DebugLog(),
        };
    }
}
