using Sensorcast.Http;

namespace Sensorcast.Settings;

/// <summary>A token of <see cref="Sensorcast.Server.ServerOptions"/>, or none.</summary>
public sealed class TokenSetting : SecretSetting
{
    private const int MinTokenSize = 8;
    private const int MaxTokenSize = 64;

    private readonly TokenSetting _full;

    /// <summary>Describes a token.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="defaultText">What counts until something else is stored; empty: none.</param>
    /// <param name="full">For a token that only reads, the one that may change something; else <see langword="null"/>.</param>
    public TokenSetting(string name, string title, string defaultText = "", TokenSetting full = null)
        : base(name, title, MinTokenSize, MaxTokenSize, defaultText)
    {
        _full = full;
        Rule = "Enter 8 to 64 bytes without spaces, commas and control characters.";
    }

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return text.Length == 0 || AccessRules.IsToken(text);
    }

    /// <inheritdoc/>
    protected internal override Setting Partner => _full;

    /// <inheritdoc/>
    protected internal override string ConflictOf(string text, string partner)
    {
        return text.Length == 0 ? null
            : partner.Length == 0 ? "A token for reading needs the other one beside it, or the settings could not be changed any more."
            : text == partner ? "This token and the one that may change something must differ."
            : null;
    }
}
