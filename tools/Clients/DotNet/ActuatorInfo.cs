namespace Sensorcast.Client;

/// <summary>What a channel can be set to beyond the range of <see cref="ChannelInfo"/>, as the board says.</summary>
/// <param name="MaxLength">Of a text: its greatest length in bytes of UTF-8.</param>
/// <param name="Options">Of a choice: the texts there are, or none. They come from a board that may be anybody's.</param>
/// <param name="IsButton">Whether it is pressed, with true, and has nothing to read.</param>
/// <param name="AsksFirst">Whether people are to be asked before it is pressed.</param>
/// <param name="Takes">How long it takes at most until the reading has followed.</param>
public sealed record ActuatorInfo(int? MaxLength, IReadOnlyList<string> Options, bool IsButton, bool AsksFirst, TimeSpan? Takes)
{
    /// <summary>Whether it says the same, also of each option.</summary>
    public bool Equals(ActuatorInfo? other) =>
        other is not null && MaxLength == other.MaxLength && IsButton == other.IsButton && AsksFirst == other.AsksFirst
            && Takes == other.Takes
        && Options.SequenceEqual(other.Options);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MaxLength, Options.Count, IsButton, AsksFirst, Takes);
}
