namespace Sensorcast.Cli.Bridge;

/// <summary>All boards, each by itself: one that is offline does not delay the others.</summary>
internal static class BridgeRun
{
    /// <returns>The exit code. Cancellation is success.</returns>
    public static async Task<int> RunAsync(BridgePlan plan, Action<string> write, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task> boards = [.. plan.Boards.Select(board => BridgeAsync(plan, board, write, end.Token))];
        while (boards.Count > 0)
        {
            Task ended = await Task.WhenAny(boards);
            boards.Remove(ended);
            if (ended.IsFaulted)
            {
                // An error of one ends all: they have the same broker.
                await end.CancelAsync();
                await Task.WhenAll(boards).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await ended;
            }
        }

        return ExitCode.Done;
    }

    private static async Task BridgeAsync(BridgePlan plan, BridgedBoard board, Action<string> write, CancellationToken cancellation)
    {
        using var log = new BridgeLog(board.Name, write, TimeProvider.System);
        await new BoardBridge(plan, board, log).RunAsync(cancellation);
    }
}
