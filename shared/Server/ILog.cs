namespace Sensorcast.Server;

/// <summary>Where a server writes what its operator should know.</summary>
public interface ILog
{
    /// <summary>Writes a line. Called within <see cref="WebServer.Step"/>, so it must not wait.</summary>
    /// <param name="line">The line, without its end.</param>
    void WriteLine(string line);
}
