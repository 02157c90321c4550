using Spectre.Console;

namespace Sensorcast.LoadTest;

/// <summary>A load test from its start to its result.</summary>
internal static class LoadRun
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(LoadPlan plan, IAnsiConsole console, CancellationToken cancellation)
    {
        HonestClient[] honest = plan.MakeHonest();
        MisbehavingClient[] others = plan.MakeMisbehaving();
        try
        {
            // The honest clients first: this tool must not take their slots.
            await Task.WhenAll(honest.Select(client => client.ConnectAsync(cancellation)));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            end.CancelAfter(plan.Duration);
            await Task.WhenAll(
            [
                .. honest.Select(client => client.RunAsync(end.Token)),
                .. others.Select(client => client.RunAsync(end.Token)),
                Progress.ShowAsync(console, honest, others, end.Token),
            ]);
            return Report.Write(console, honest, others, plan.AllowedGaps);
        }
        finally
        {
            foreach (HonestClient client in honest)
            {
                client.Dispose();
            }
        }
    }
}
