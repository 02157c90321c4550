namespace Sensorcast.Server;

/// <summary>Ends the rest of the loop that steps a server.</summary>
public interface IWaker
{
    /// <summary>
    /// Has the loop make its next step at once. Called from any thread, also from a handler of interrupts: it must not wait.
    /// </summary>
    void Wake();
}
