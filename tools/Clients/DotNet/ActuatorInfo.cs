namespace Sensorcast.Client;

/// <summary>What a channel can be set to beyond the range of <see cref="ChannelInfo"/>, as the board says.</summary>
/// <param name="MaxLength">Of a text: its greatest length in bytes of UTF-8.</param>
/// <param name="Options">Of a choice: the texts there are, or none. They are untrusted text.</param>
/// <param name="IsButton">Whether it is pressed, with true, and has nothing to read.</param>
/// <param name="NeedsConfirmation">Whether a program asks for a confirmation before it presses the button.</param>
/// <param name="Takes">How long it takes at most until the reading has followed.</param>
public sealed record ActuatorInfo(int? MaxLength, IReadOnlyList<string> Options, bool IsButton, bool NeedsConfirmation, TimeSpan? Takes)
{
    /// <summary>Whether it says the same, also of each option.</summary>
    public bool Equals(ActuatorInfo? other) =>
        other is not null && MaxLength == other.MaxLength && IsButton == other.IsButton && NeedsConfirmation == other.NeedsConfirmation
            && Takes == other.Takes
        && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MaxLength, Options.Count, IsButton, NeedsConfirmation, Takes);
}
