namespace Sensorcast.Client;

/// <summary>The board's description of what an actuator takes, besides the range of <see cref="ChannelInfo"/>.</summary>
/// <param name="MaxLength">Of a text: its maximum length in bytes of UTF-8.</param>
/// <param name="Options">Of a choice: its texts, or none. They are untrusted.</param>
/// <param name="IsButton">Whether it is a button, which is pressed with true and has no readings.</param>
/// <param name="NeedsConfirmation">Whether a program requests a confirmation before it presses the button.</param>
/// <param name="Takes">The maximum time until the reading has followed.</param>
public sealed record ActuatorInfo(int? MaxLength, IReadOnlyList<string> Options, bool IsButton, bool NeedsConfirmation, TimeSpan? Takes)
{
    /// <summary>Whether all values are equal, each option included.</summary>
    public bool Equals(ActuatorInfo? other) =>
        other is not null && MaxLength == other.MaxLength && IsButton == other.IsButton && NeedsConfirmation == other.NeedsConfirmation
            && Takes == other.Takes
        && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MaxLength, Options.Count, IsButton, NeedsConfirmation, Takes);
}
