using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sensorcast.Cli.Bridge;

/// <summary>Which bridge publishes a board.</summary>
/// <param name="Instance">Unique to each process.</param>
/// <param name="Host">The machine that it runs on.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="IsOnline">Whether the board is there.</param>
internal sealed record Announcement(string Instance, string Host, string Version, bool IsOnline)
{
    private const int LongestText = 100;

    /// <summary>This process, with a board that is offline.</summary>
    public static Announcement Own { get; } = new(
        RandomNumberGenerator.GetHexString(8, lowercase: true),
        Environment.MachineName,
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        false);

    /// <summary>Reads one. Another version may have written it, with other fields; or another program.</summary>
    /// <returns><see langword="null"/> if it names no instance.</returns>
    public static Announcement? Read(ReadOnlySequence<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return TextOf(document.RootElement, "instance") is { Length: > 0 } instance
                ? new Announcement(
                    instance,
                    TextOf(document.RootElement, "host") ?? "an unknown machine",
                    TextOf(document.RootElement, "version") ?? "unknown",
                    document.RootElement.TryGetProperty("online", out JsonElement online) && online.ValueKind == JsonValueKind.True)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Which of two bridges stays: any rule by which both come to the same result.</summary>
    public bool IsBefore(Announcement other) => string.CompareOrdinal(Instance, other.Instance) < 0;

    /// <summary>Writes it as JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["instance"] = Instance,
        ["host"] = Host,
        ["version"] = Version,
        ["online"] = IsOnline,
    });

    /// <summary>Its name in a log. The texts may come from any program.</summary>
    public override string ToString() => Printable.Of($"the bridge {Instance} on {Host}, version {Version}");

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: <= LongestText } text
            ? text
            : null;
}
