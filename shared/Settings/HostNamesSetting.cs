namespace Sensorcast.Settings;

/// <summary>Names that people open the server by, in small letters.</summary>
public sealed class HostNamesSetting : ListSetting
{
    /// <summary>Describes the names.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="maxSize">The maximum size of the whole in bytes.</param>
    /// <param name="defaultItems">What counts until something else is stored.</param>
    public HostNamesSetting(string name, string title, int maxSize, params string[] defaultItems)
        : base(name, title, maxSize, defaultItems)
    {
        Rule = "Enter names such as sensors.example.org: letters, digits, hyphens and dots, no port, "
            + maxSize + " bytes together (RFC 1123).";
    }

    /// <inheritdoc/>
    public override string Plain(string text)
    {
        return base.Plain(text.ToLower());
    }

    /// <inheritdoc/>
    protected override bool IsItem(string item)
    {
        return HostName.IsName(item);
    }
}
