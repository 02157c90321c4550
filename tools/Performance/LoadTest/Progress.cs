using System.Diagnostics;
using Spectre.Console;

namespace Sensorcast.LoadTest;

/// <summary>Shows the progress of a load test: a table that changes, or a line from time to time if the output is not a terminal.</summary>
internal static class Progress
{
    private static readonly TimeSpan TablePeriod = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(10);

    /// <summary>Shows it until it is cancelled.</summary>
    public static Task ShowAsync(IAnsiConsole console, HonestClient[] honest, MisbehavingClient[] others, CancellationToken end)
    {
        long start = Stopwatch.GetTimestamp();
        string Line() => $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s: {Report.Summary(honest)}";
        LoadClient[] all = [.. honest, .. others];
        if (Console.IsOutputRedirected)
        {
            return RepeatAsync(LinePeriod, () => console.WriteLine($"{Line()}; {Others(others)}"), end);
        }

        Table Current() => Report.OfKinds(all).Caption(Line());
        return console.Live(Current()).AutoClear(true).StartAsync(
            context => RepeatAsync(TablePeriod, () => context.UpdateTarget(Current()), end));
    }

    private static string Others(MisbehavingClient[] others) =>
        $"others {others.Sum(client => client.Connects)} connects, {others.Sum(client => client.Refusals)} refused, "
            + $"{others.Sum(client => client.Cuts)} cut";

    private static async Task RepeatAsync(TimeSpan period, Action show, CancellationToken end)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                show();
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }
}
