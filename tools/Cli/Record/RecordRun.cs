using System.Diagnostics;
using System.Text;
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
        await using Stream stream = plan.Output?.Open(FileMode.Create, FileAccess.Write, FileShare.Read) ?? Console.OpenStandardOutput();
        await using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var writer = RecordingWriter.Create(plan.Format, output);
        var recording = new Recording(writer, plan.History);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(plan.Duration ?? Timeout.InfiniteTimeSpan);
        writer.Begin();
        try
        {
            await RecordAsync(client, plan, recording, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over, or somebody pressed Ctrl+C.
        }
        finally
        {
            writer.End();
        }

        return ExitCode.Done;
    }

    private static async Task RecordAsync(SensorcastClient client, RecordingPlan plan, Recording recording, CancellationToken end)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        long start = Stopwatch.GetTimestamp();
        string Progress()
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            string of = plan.Duration is TimeSpan duration ? $" of {duration:c}" : "";
            return $"{plan.Board}: {elapsed:hh\\:mm\\:ss}{of}, {recording.Readings} readings, {recording.Gaps} gaps";
        }

        try
        {
            if (Console.IsErrorRedirected)
            {
                await TakeAllAsync(client, recording, console.WriteLine, () => { }, end);
            }
            else
            {
                await console.Status().StartAsync(Progress(), context => TakeAllAsync(
                    client, recording, console.WriteLine, () => context.Status = Markup.Escape(Progress()), end));
            }
        }
        finally
        {
            console.WriteLine(Progress());
        }
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
                    tell($"{disconnected.Error.Message} Trying again in {disconnected.RetryAfter.TotalSeconds:0.0} s.");
                    break;
                case Connected { Number: > 1 } connected:
                    tell($"Connected again, after {connected.Away.TotalSeconds:0.0} s.");
                    break;
            }

            showProgress();
        }
    }
}
