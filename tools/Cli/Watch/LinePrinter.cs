using System.Globalization;
using System.Text;
using Sensorcast.Cli.Boards;
using Sensorcast.Cli.Record;
using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>Prints a line a reading, for a file or a pipe: <c>time name value unit</c>, or a JSON object as in recordings.</summary>
internal sealed class LinePrinter(Stream output, bool asJson, bool several) : IAsyncDisposable
{
    private static readonly JsonLinesRows Rows = new();

    private readonly StreamWriter _output = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    /// <summary>Takes an event of a board's stream.</summary>
    public async Task TakeAsync(BoardEvent boardEvent)
    {
        string board = several ? $"{boardEvent.Board.Name}: " : "";
        switch (boardEvent.Event)
        {
            case null:
                Say(board + boardEvent.End!.Message);
                break;
            case Pack pack:
                foreach (Reading reading in pack.Readings)
                {
                    await _output.WriteAsync(asJson ? Rows.Write(reading) : Line(reading));
                }

                await _output.FlushAsync(CancellationToken.None);
                break;
            case SkippedPacks gap:
                Say(board + (gap.Count == 1 ? "1 pack skipped." : $"{gap.Count} packs skipped."));
                break;
            case ChannelsChanged changes:
                foreach (ChannelInfo removed in changes.Removed)
                {
                    Say($"{board}{removed.Name} is gone: the board has it no longer.");
                }

                break;
            case Disconnected disconnected:
                Say(board + disconnected.Error.Message);
                break;
        }
    }

    /// <summary>Writes a sentence between the readings.</summary>
    public static void Say(string sentence) => Console.Error.WriteLine(OneLine.Of(sentence));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private static string Line(Reading reading)
    {
        string line =
            string.Create(
                CultureInfo.InvariantCulture, $"{reading.Time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {reading.Name} {reading.Value} {reading.Unit}");
        return Printable.Of(line) + "\n";
    }
}
