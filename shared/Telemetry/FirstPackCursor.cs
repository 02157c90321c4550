namespace Sensorcast.Telemetry;

/// <summary>
/// How far a client's first pack has been written. It may be longer than one send, so it is written in pieces over several steps.
/// </summary>
public sealed class FirstPackCursor
{
    internal FirstPackStage Stage;
    internal int Channel;

    /// <summary>The number of the next record in the channel's history, or -1 before its first.</summary>
    internal long Record;

    /// <summary>When the record before it was taken, on the server's clock, in milliseconds.</summary>
    internal long LastTime;

    internal long Milliseconds;
    internal long UnixMicroseconds;

    /// <summary>The next one of those that no client needs.</summary>
    internal FirstPackCursor NextFree;

    /// <summary>Whether nothing of the pack has been written yet.</summary>
    public bool IsAtStart => Stage == FirstPackStage.Start;

    /// <summary>Whether the pack has been written to its end.</summary>
    public bool IsDone => Stage == FirstPackStage.Done;

    /// <summary>Goes to the start of a new pack, which will hold the readings taken up to now.</summary>
    /// <param name="milliseconds">The server's clock now.</param>
    /// <param name="unixMicroseconds">Microseconds since 1970-01-01 UTC now, or 0 while that is not known.</param>
    public void Start(long milliseconds, long unixMicroseconds)
    {
        Stage = FirstPackStage.Start;
        Channel = 0;
        Record = -1;
        Milliseconds = milliseconds;
        UnixMicroseconds = unixMicroseconds;
    }
}
