using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Channels with their histories, readings of some of them, and a size of buffer to write packs into.</summary>
internal sealed record SenmlCase(
    string BaseName, Channel[] Channels, int[] Read, int[] Values, long Milliseconds, long UnixMilliseconds, uint Sequence, int[] Sizes)
{
    public override string ToString() =>
        $"base {BaseName} at {Milliseconds} = {UnixMilliseconds} seq {Sequence} sizes {string.Join(' ', Sizes)}: "
        + string.Join("; ", Channels.Select(c => $"{c.Name} {c.Unit} e{c.Exponent} {c.PeriodMilliseconds} ms, {c.History.Total} kept"))
        + "; read " + string.Join("; ", Read.Zip(Values));
}
