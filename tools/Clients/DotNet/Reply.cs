using System.Text.Json;

namespace Sensorcast.Client;

/// <summary>The board's reply to a pack.</summary>
/// <param name="Sequence">The pack's sequence number, if it had one.</param>
/// <param name="Error">The error code; <see langword="null"/> if it was done.</param>
/// <param name="Name">The name that caused the error, if one did.</param>
internal sealed record Reply(uint? Sequence, string? Error, string? Name)
{
    /// <summary>Whether a text message is a reply: an object, where a pack is an array.</summary>
    public static bool IsReply(ReadOnlySpan<byte> content) => content.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    /// <summary>Reads a reply.</summary>
    /// <exception cref="PackFormatException">It is not a reply.</exception>
    public static Reply Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            string? Text(string label) => root.TryGetProperty(label, out JsonElement field) ? field.GetString() : null;
            uint? sequence = root.TryGetProperty("seq", out JsonElement number) ? number.GetUInt32() : null;
            return new Reply(sequence, Text("error"), Text("n"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new PackFormatException(e.Message, e);
        }
    }
}
