using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Keeps the newest line of a log, and counts all.</summary>
internal sealed class LastLine : ILog
{
    internal string Text { get; private set; } = string.Empty;

    internal int Count { get; private set; }

    public void WriteLine(string line)
    {
        Count++;
        Text = line;
    }
}
