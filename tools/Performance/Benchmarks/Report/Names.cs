using System.Globalization;
using Sensorcast.Benchmarks.Pairs;

namespace Sensorcast.Benchmarks.Report;

/// <summary>The names of the pairs on the page, by their parameters.</summary>
internal static class Names
{
    public static IReadOnlyList<(Type Pair, Func<string, string> Name)> Frames { get; } =
    [
        (typeof(FrameWriting), bytes => $"write {Size(bytes)}"),
        (typeof(FrameReading), bytes => $"read {Size(bytes)}"),
        (typeof(Unmasking), bytes => $"unmask {Size(bytes)}"),
    ];

    public static IReadOnlyList<(Type Pair, Func<string, string> Name)> Handshake { get; } =
    [
        (typeof(KeyHashing), _ => "SHA-1 of key and GUID"),
        (typeof(AcceptKeys), _ => "accept key from key"),
        (typeof(Handshaking), _ => "whole handshake"),
    ];

    public static IReadOnlyList<(Type Pair, Func<string, string> Name)> Text { get; } =
        [(typeof(TextValidation), text => $"4 KB of {text} text")];

    public static IReadOnlyList<(Type Pair, Func<string, string> Name)> Packs { get; } =
        [(typeof(PackEncoding), parameters => $"{parameters.Split(", ")[0]}, {Records(Number(parameters.Split(", ")[1]))}")];

    public static IReadOnlyList<(Type Pair, Func<string, string> Name)> Server { get; } =
    [
        (typeof(Broadcasting), clients => $"broadcast to {Clients(Number(clients))}"),
        (typeof(IdleStep), clients => $"idle step with {Clients(Number(clients))}"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<(Type Pair, Func<string, string> Name)> All => [.. Frames, .. Handshake, .. Text, .. Packs, .. Server];

    public static string Records(int count) => count == 1 ? "1 record" : $"{count} records";

    private static string Clients(int count) => count == 1 ? "1 client" : $"{count} clients";

    private static string Size(string bytes) => Number(bytes) switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{Number(bytes) / 1024} KB",
        _ => $"{Number(bytes) / 1024 / 1024} MB",
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
