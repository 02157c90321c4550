using Sensorcast.Server;

namespace Sensorcast.Settings;

/// <summary>The settings that every server has, with what the author's constants say as defaults.</summary>
public sealed class ServerSettings
{
    private const string Access = "Access";
    private const int MaxOriginsSize = 192;

    /// <summary>Describes the settings.</summary>
    /// <param name="name">The server's name.</param>
    /// <param name="defaults">The other defaults.</param>
    public ServerSettings(string name, ServerOptions defaults)
    {
        Name = new NameSetting("name", "Name", name)
        {
            Help = "What readings' names start with, and with .local the address to open.",
        };
        Token = new TokenSetting("token", "Token", defaults.Token ?? string.Empty)
        {
            Help = "What is asked for before anything can be changed: this page, too. 8 to 64 bytes, no spaces, no commas.",
            Group = Access,
        };
        ReadOnlyToken = new TokenSetting("read-only-token", "Token for reading", defaults.ReadOnlyToken ?? string.Empty, Token)
        {
            Help = "What is asked for before readings are shown, where the token above is not offered.",
            Group = Access,
        };
        HostNames = new HostNamesSetting("host-names", "Further names", HostName.MaxLength, defaults.HostNames)
        {
            Help = "Names that people open it by besides its address and .local name, with spaces between them.",
            Group = Access,
        };
        AllowedOrigins = new OriginsSetting("allowed-origins", "Sites", MaxOriginsSize, defaults.AllowedOrigins)
        {
            Help = "Sites whose pages may read it besides its own, such as https://example.org, with spaces between them.",
            Group = Access,
        };
    }

    /// <summary>The server's name.</summary>
    public NameSetting Name { get; }

    /// <summary><see cref="ServerOptions.Token"/>.</summary>
    public TokenSetting Token { get; }

    /// <summary><see cref="ServerOptions.ReadOnlyToken"/>.</summary>
    public TokenSetting ReadOnlyToken { get; }

    /// <summary><see cref="ServerOptions.HostNames"/>.</summary>
    public HostNamesSetting HostNames { get; }

    /// <summary><see cref="ServerOptions.AllowedOrigins"/>.</summary>
    public OriginsSetting AllowedOrigins { get; }

    /// <summary>Puts the settings into a server's options. The name is the caller's.</summary>
    /// <param name="options">Gets them.</param>
    public void ApplyTo(ServerOptions options)
    {
        options.Token = Token.Value;
        options.ReadOnlyToken = ReadOnlyToken.Value;
        options.HostNames = HostNames.Items;
        options.AllowedOrigins = AllowedOrigins.Items;
    }
}
