using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>Writes lines to the standard error output.</summary>
internal sealed class ErrorLog : ILog
{
    /// <inheritdoc/>
    public void WriteLine(string line) => Console.Error.WriteLine(line);
}
