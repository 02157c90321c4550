namespace Sensorcast.Cli.Bridge;

/// <summary>All boards, each by itself: one that is away holds up no other.</summary>
internal static class BridgeRun
{
    /// <returns>The exit code. To be cancelled is a good end.</returns>
    public static async Task<int> RunAsync(BridgePlan plan, CancellationToken cancellation)
    {
        await Task.WhenAll(plan.Boards.Select(board => new BoardBridge(plan, board, Console.Error.WriteLine).RunAsync(cancellation)));
        return ExitCode.Done;
    }
}
