using System.Diagnostics;
using Sensorcast.Server;

namespace Sensorcast.Board;

/// <summary>Writes the server's log to the board's debug output: which route failed, and why.</summary>
public sealed class DebugLog : ILog
{
    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        Debug.WriteLine(line);
    }
}
