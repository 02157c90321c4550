using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>A client's message to a server.</summary>
/// <param name="BaseName">What the channels' full names start with.</param>
/// <param name="Channels">The server's channels.</param>
/// <param name="IsJson">Whether it is a text message.</param>
/// <param name="Message">Its bytes.</param>
internal sealed record ActuationCase(string BaseName, Channel[] Channels, bool IsJson, byte[] Message)
{
    public override string ToString() =>
        $"base {BaseName}: "
        + string.Join(
            "; ", Channels.Select(c =>
                $"{c.Kind} {c.Name} {c.Unit} e{c.Exponent} {(c.Actuator is null ? "not set" : $"{c.Min} to {c.Max}")}"))
        + $"; {(IsJson ? Show.Text(Message) : Convert.ToHexString(Message))}";
}
