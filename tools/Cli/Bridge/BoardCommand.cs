using System.Buffers;
using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>What somebody wants to be set, through the broker.</summary>
/// <param name="Channel">What is to be set, as the board calls it; nothing if the topic does not say.</param>
/// <param name="Value">What it is to be set to; <see langword="null"/> if that was not understood.</param>
/// <param name="CorrelationData">What the result is to carry, so that who asked knows it.</param>
internal sealed record BoardCommand(string Channel, ReadingValue? Value, byte[]? CorrelationData)
{
    /// <summary>Reads a JSON number, truth value or text.</summary>
    public static ReadingValue? Parse(ReadOnlySequence<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            JsonElement root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number when root.TryGetDecimal(out decimal number) => number,
                JsonValueKind.String => root.GetString()!,
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON; or a text that is not Unicode, which only shows when it is read.
            return null;
        }
    }
}
