namespace Sensorcast.Settings;

/// <summary>Another host: its name or its IPv4 address.</summary>
public sealed class HostSetting : TextSetting
{
    /// <summary>Describes the host.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="defaultText">What counts until something else is stored.</param>
    public HostSetting(string name, string title, string defaultText)
        : base(name, title, 1, HostName.MaxLength, defaultText)
    {
        Rule = "Enter a host such as pool.ntp.org or 192.0.2.1: letters, digits, hyphens and dots (RFC 1123).";
    }

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return HostName.IsName(text) || HostName.IsAddress(text);
    }
}
