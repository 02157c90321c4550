using System.Globalization;
using Sensorcast.Client;
using Spectre.Console;

namespace Sensorcast.Cli.Watch;

/// <summary>Shows the readings until it is cancelled.</summary>
internal static class WatchRun
{
    private static readonly TimeSpan DrawPeriod = TimeSpan.FromMilliseconds(100);

    /// <returns>The exit code. To be cancelled is a good end.</returns>
    public static async Task<int> RunAsync(
        SensorcastClient client, string board, TimeSpan? duration, FileInfo? picture, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var view = new BoardView(board);
        try
        {
            await client.ConnectAsync(end.Token);
            end.CancelAfter(duration ?? Timeout.InfiniteTimeSpan);
            if (Console.IsOutputRedirected)
            {
                await PrintAsync(client, view, end.Token);
            }
            else
            {
                await DrawAsync(client, view, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over, or somebody pressed Ctrl+C.
        }

        if (picture is not null)
        {
            UserFile.Use(picture, path =>
            {
                File.WriteAllText(path, SvgPicture.Draw(view.ToTable()));
                return path;
            });
        }

        return ExitCode.Done;
    }

    private static async Task DrawAsync(SensorcastClient client, BoardView view, CancellationToken end)
    {
        Task reading = TakeAllAsync(client, view, end);
        await AnsiConsole.Live(view.ToTable()).StartAsync(async context =>
        {
            while (!reading.IsCompleted)
            {
                context.UpdateTarget(view.ToTable());
                await Task.WhenAny(reading, Task.Delay(DrawPeriod, CancellationToken.None));
            }
        });
        await reading;
    }

    private static async Task TakeAllAsync(SensorcastClient client, BoardView view, CancellationToken end)
    {
        await foreach (StreamEvent streamEvent in client.ReadEventsAsync(end))
        {
            view.Take(streamEvent);
        }
    }

    private static async Task PrintAsync(SensorcastClient client, BoardView view, CancellationToken end)
    {
        await using var output = new StreamWriter(StandardStream.OpenOutput());
        await foreach (StreamEvent streamEvent in client.ReadEventsAsync(end))
        {
            view.Take(streamEvent);
            switch (streamEvent)
            {
                case Pack pack:
                    foreach (Reading reading in pack.Readings)
                    {
                        await output.WriteLineAsync(Line(reading));
                    }

                    await output.FlushAsync(CancellationToken.None);
                    break;
                case SkippedPacks gap:
                    Console.Error.WriteLine(gap.Count == 1 ? "1 pack skipped." : $"{gap.Count} packs skipped.");
                    break;
                case ChannelsChanged changes:
                    foreach (ChannelInfo removed in changes.Removed)
                    {
                        Console.Error.WriteLine($"{removed.Name} is gone: the board has it no longer.");
                    }

                    break;
                case Disconnected disconnected:
                    Console.Error.WriteLine(disconnected.Error.Message);
                    break;
            }
        }
    }

    private static string Line(Reading reading) => string.Create(
        CultureInfo.InvariantCulture, $"{reading.Time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {reading.Name} {reading.Value} {reading.Unit}").TrimEnd();
}
