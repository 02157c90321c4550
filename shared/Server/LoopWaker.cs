using System.Threading;

namespace Sensorcast.Server;

/// <summary>The rest of a loop that steps a server on a board, which another thread can end.</summary>
public sealed class LoopWaker : IWaker
{
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);

    /// <inheritdoc/>
    public void Wake()
    {
        _wake.Set();
    }

    /// <summary>Rests, and lets other threads run. A wake that came since the last rest ends it at once.</summary>
    /// <param name="milliseconds">The maximum time; 0: other threads go first.</param>
    public void Rest(int milliseconds)
    {
        if (milliseconds > 0)
        {
            _wake.WaitOne(milliseconds, false);
        }
        else
        {
            Thread.Sleep(0);
        }
    }
}
