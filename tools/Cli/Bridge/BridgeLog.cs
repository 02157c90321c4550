namespace Sensorcast.Cli.Bridge;

/// <summary>The log of a board's bridge. What repeats itself, as a failed attempt to connect does, is written once.</summary>
/// <param name="board">Which board it is about.</param>
/// <param name="write">Writes a line.</param>
internal sealed class BridgeLog(string board, Action<string> write)
{
    private string _last = "";

    /// <summary>Writes a line, unless it is the last one again.</summary>
    public void Write(string message)
    {
        if (Interlocked.Exchange(ref _last, message) != message)
        {
            write($"{board}: {message}");
        }
    }
}
