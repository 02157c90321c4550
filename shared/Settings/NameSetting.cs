namespace Sensorcast.Settings;

/// <summary>
/// The name of a board: one label of a host's name, which is a valid start of a SenML name (RFC 8428 section 4.5.1), too.
/// </summary>
public sealed class NameSetting : TextSetting
{
    /// <summary>Describes the name.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="defaultText">What counts until something else is stored.</param>
    public NameSetting(string name, string title, string defaultText)
        : base(name, title, 1, HostName.MaxLabelLength, defaultText)
    {
        Rule = "Enter 1 to 63 letters, digits and hyphens, no hyphen first or last.";
    }

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return HostName.IsLabel(text);
    }
}
