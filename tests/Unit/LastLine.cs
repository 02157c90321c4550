using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Keeps the newest line of a log.</summary>
internal sealed class LastLine : ILog
{
    internal string Text { get; private set; } = string.Empty;

    public void WriteLine(string line)
    {
        Text = line;
    }
}
