using System.Buffers;
using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>A setting that an MQTT client requests through the broker.</summary>
/// <param name="Channel">The channel to set, by the board's name for it; empty if the topic names none.</param>
/// <param name="Value">The value to set; <see langword="null"/> if it was not understood.</param>
/// <param name="CorrelationData">What the result carries, so that the requester recognizes it.</param>
/// <param name="Id">The same in the payload, for a broker without correlation data: a JSON number or text.</param>
internal sealed record BoardCommand(string Channel, ReadingValue? Value, byte[]? CorrelationData, JsonElement? Id = null)
{
    private const int LongestId = 200;

    /// <summary>Reads a JSON number, truth value or text, by itself or as <c>{"value":…,"id":…}</c>.</summary>
    public static BoardCommand Read(string channel, ReadOnlySequence<byte> payload, byte[]? correlationData)
    {
        ReadingValue? value = Parse(payload, out JsonElement? id);
        return new BoardCommand(channel, value, correlationData, id);
    }

    /// <summary>Reads a JSON number, truth value or text, by itself or as a value with an identifier.</summary>
    /// <param name="payload">What came.</param>
    /// <param name="id">The identifier, if there is one.</param>
    public static ReadingValue? Parse(ReadOnlySequence<byte> payload, out JsonElement? id)
    {
        id = null;
        try
        {
            using var document = JsonDocument.Parse(payload);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return ValueOf(root);
            }

            if (root.TryGetProperty("id", out JsonElement given)
                && given.ValueKind is JsonValueKind.Number or JsonValueKind.String && given.GetRawText().Length <= LongestId)
            {
                // Text that is not Unicode fails here, and not when it is written.
                id = given.ValueKind == JsonValueKind.String ? JsonSerializer.SerializeToElement(given.GetString()) : given.Clone();
            }

            return root.TryGetProperty("value", out JsonElement value) ? ValueOf(value) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON; or a text that is not Unicode, which only shows when it is read.
            return null;
        }
    }

    private static ReadingValue? ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetDecimal(out decimal number) => number,
        JsonValueKind.String => element.GetString()!,
        _ => null,
    };
}
