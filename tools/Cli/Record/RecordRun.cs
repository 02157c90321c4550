using System.Diagnostics;
using System.Text;
using Sensorcast.Cli.Notation;
using Sensorcast.Client;
using Spectre.Console;

namespace Sensorcast.Cli.Record;

/// <summary>A recording from its start to its end.</summary>
internal static class RecordRun
{
    /// <returns>The exit code. To be cancelled is a good end.</returns>
    public static async Task<int> RunAsync(SensorcastClient client, RecordingPlan plan, CancellationToken cancellation)
    {
        // The board first: a wrong address shall not cost the file that is there.
        await client.ConnectAsync(cancellation);
        await using Stream stream = plan.Output is FileInfo file
            ? UserFile.Use(file, static path => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read))
            : StandardStream.OpenOutput();
        await using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var writer = RecordingWriter.Create(plan.Format, output);
        var recording = new Recording(writer, plan.History);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(plan.Duration ?? Timeout.InfiniteTimeSpan);
        long start = Stopwatch.GetTimestamp();
        string Progress()
        {
            string of = plan.Duration is TimeSpan duration ? $" of {DurationNotation.Write(duration)}" : "";
            string elapsed = DurationNotation.Write(Stopwatch.GetElapsedTime(start));
            return $"{plan.Board}: {elapsed}{of}, {NumberNotation.Write(recording.Readings)} readings, {NumberNotation.Write(recording.Gaps)} gaps";
        }

        bool isAbandoned = false;
        writer.Begin();
        try
        {
            await RecordAsync(client, recording, Progress, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over, or somebody pressed Ctrl+C.
        }
        catch (Exception e) when (StandardStream.IsAbandoned(e))
        {
            isAbandoned = true;
            throw;
        }
        finally
        {
            recording.End();
            if (!isAbandoned)
            {
                Console.Error.WriteLine(Progress());
            }
        }

        return ExitCode.Done;
    }

    private static async Task RecordAsync(SensorcastClient client, Recording recording, Func<string> progress, CancellationToken end)
    {
        if (Console.IsErrorRedirected)
        {
            // Not the console, which would break lines at a width that a pipe does not have.
            await TakeAllAsync(client, recording, Console.Error.WriteLine, () => { }, end);
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Status().StartAsync(progress(), context => TakeAllAsync(
            client, recording, console.WriteLine, () => context.Status = Markup.Escape(progress()), end));
    }

    private static async Task TakeAllAsync(
        SensorcastClient client, Recording recording, Action<string> tell, Action showProgress, CancellationToken end)
    {
        await foreach (StreamEvent streamEvent in client.ReadEventsAsync(end))
        {
            recording.Take(streamEvent);
            switch (streamEvent)
            {
                case Disconnected disconnected:
                    tell($"{disconnected.Error.Message} Trying again in {DurationNotation.Write(disconnected.RetryAfter)}.");
                    break;
                case Connected { Number: > 1 } connected:
                    tell($"Connected again, after {DurationNotation.Write(connected.Away)}.");
                    break;
                case ChannelsChanged changes:
                    foreach (ChannelInfo removed in changes.Removed)
                    {
                        tell($"{removed.Name} is gone: the board has it no longer.");
                    }

                    break;
            }

            showProgress();
        }
    }
}
