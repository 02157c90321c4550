namespace Sensorcast.Cli.Bridge;

/// <summary>Tells what happens, but once: who tries again and again has nothing new to tell.</summary>
/// <param name="board">Which board it is about.</param>
/// <param name="tell">Whom to tell, a line at a time.</param>
internal sealed class News(string board, Action<string> tell)
{
    private string _last = "";

    /// <summary>Tells it, unless it is what was told last.</summary>
    public void Tell(string message)
    {
        if (Interlocked.Exchange(ref _last, message) != message)
        {
            tell($"{board}: {message}");
        }
    }
}
