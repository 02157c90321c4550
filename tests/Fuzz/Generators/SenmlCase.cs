using System.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Channels with their histories, readings of some of them, and a size of buffer to write packs into.</summary>
/// <param name="BaseName">The base name.</param>
/// <param name="Channels">The channels.</param>
/// <param name="Texts">The text of each channel of text.</param>
/// <param name="Read">The channels that are read, by index.</param>
/// <param name="Values">Their values, and those of batches.</param>
/// <param name="Milliseconds">The server's clock.</param>
/// <param name="UnixMicroseconds">The time of day, or 0.</param>
/// <param name="Sequence">The live pack's number.</param>
/// <param name="Sizes">The sizes of the pieces of a first pack.</param>
internal sealed record SenmlCase(
    string BaseName, Channel[] Channels, string[] Texts, int[] Read, int[] Values, long Milliseconds, long UnixMicroseconds, uint Sequence,
    int[] Sizes)
{
    public override string ToString() =>
        $"base {BaseName} at {Milliseconds} ms = {UnixMicroseconds} us seq {Sequence} sizes {string.Join(' ', Sizes)}: "
        + string.Join("; ", Channels.Zip(Texts, (c, text) =>
            $"{c.Kind} {c.Name} {c.Unit} e{c.Exponent} {c.PeriodMilliseconds} ms {c.IntervalMicroseconds} us, {c.History.Total} kept, "
            + $"{(c.Actuator is null ? "not set" : $"set {c.Min} to {c.Max}")}, says "
            + $"{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}"))
        + $"; read {string.Join(' ', Read)}; values {string.Join(' ', Values)}";
}
