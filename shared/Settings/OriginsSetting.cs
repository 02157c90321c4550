using Sensorcast.Http;

namespace Sensorcast.Settings;

/// <summary>Sites whose pages may connect besides the server's own.</summary>
public sealed class OriginsSetting : ListSetting
{
    /// <summary>Describes the sites.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="maxSize">The maximum size of the whole in bytes.</param>
    /// <param name="defaultItems">What counts until something else is stored.</param>
    public OriginsSetting(string name, string title, int maxSize, params string[] defaultItems)
        : base(name, title, maxSize, defaultItems)
    {
        Rule = "Enter sites such as https://example.org: a scheme, a host and perhaps a port, no path, " + maxSize + " bytes together.";
    }

    /// <inheritdoc/>
    protected override bool IsItem(string item)
    {
        return AccessRules.IsOrigin(item);
    }
}
