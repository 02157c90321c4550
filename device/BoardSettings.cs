using nanoFramework.Runtime.Native;
using Sensorcast.Board;
using Sensorcast.Dns;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Device;

/// <summary>
/// What a board has until its owner sets something else on its page at <c>/settings</c>. What to keep out of git, docs/security.md says.
/// </summary>
internal static class BoardSettings
{
    /// <summary>
    /// What the board is called: up to 63 letters, digits and hyphens. Its readings' names start with it, and with <c>.local</c> it is the
    /// address to open. Null: <c>sensorcast-</c> and the last three bytes of its MAC address.
    /// </summary>
    internal const string Name = null;

    /// <summary>What a client must offer to set actuators, 8 to 64 bytes; null: no token is needed.</summary>
    private const string Token = null;

    /// <summary>What a client must offer to read, if it does not offer <see cref="Token"/>; null: no token is needed.</summary>
    private const string ReadOnlyToken = null;

    /// <summary>
    /// Names that people open the board by besides its address and its <c>.local</c> name, in lower case and without a port: that of a
    /// proxy in front, or the one that a router gives it, such as "sensors.example.org" or "board". A request for another name is answered
    /// 421.
    /// </summary>
    private static readonly string[] HostNames = { };

    /// <summary>Sites whose pages may read the board besides its own, in lower case, such as "https://example.org".</summary>
    private static readonly string[] AllowedOrigins = { };

    /// <summary>Sites whose pages may show the board's page, or one chart of it, in a frame, such as "https://example.org".</summary>
    internal static readonly string[] EmbeddingOrigins = { };

    /// <summary>Where the board asks for the time (SNTP).</summary>
    internal const string TimeServer = "pool.ntp.org";

    /// <summary>
    /// The password of the access point that opens for set-up, 8 to 63 characters. Null: the board makes one up, keeps it, and writes it to
    /// its debug output. Empty: every phone in reach may set the board up.
    /// </summary>
    internal const string SetupPassword = null;

    /// <summary>
    /// The pin of a button to ground that opens set-up mode when it is held down for 5 seconds at the start; -1 if the board has no such
    /// button.
    /// </summary>
    internal const int SetupPin = -1;

    /// <summary>Settings of your own, shown after the others: docs/settings.md says which kinds there are.</summary>
    internal static readonly Setting[] Own = { };

    /// <summary>What a token is needed for, as it is announced.</summary>
    /// <param name="options">The server's options.</param>
    internal static string TokenUse(SensorOptions options)
    {
        return options.ReadOnlyToken != null
            ? SensorServices.TokenToRead : options.Token != null ? SensorServices.TokenToSet : SensorServices.NoToken;
    }

    /// <summary>Makes the server's options.</summary>
    internal static SensorOptions MakeOptions()
    {
        // The firmware of an ESP32-C3 has 8 sockets, of others 16. One listens, one answers to the name, one refuses clients when all slots
        // are taken; the rest is left to the firmware author.
        bool hasFewSockets = SystemInfo.TargetName.Contains("C3");
        return new SensorOptions
        {
            MaxClients = hasFewSockets ? 4 : 8,
            HostNames = HostNames,
            AllowedOrigins = AllowedOrigins,
            Token = Token,
            ReadOnlyToken = ReadOnlyToken,
            Log = new DebugLog(),
            Waker = new LoopWaker(),
        };
    }
}
