namespace Sensorcast.Client;

/// <summary>A board cannot be reached, does not answer as a board, or refuses a request. The message can be shown as it is.</summary>
public abstract class SensorcastException : Exception
{
    private protected SensorcastException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether trying again later may help.</summary>
    public abstract bool IsTransient { get; }
}
