namespace Sensorcast.Telemetry;

/// <summary>
/// How far a client's first pack has been written. It may be longer than one send, so it is written in pieces over several steps.
/// </summary>
public sealed class FirstPackCursor
{
    internal FirstPackStage Stage;
    internal int Channel;

    /// <summary>The index after the last channel; below 0, its negative, where of each channel only the newest reading is written: a field has 12 bytes.</summary>
    internal int Selection;

    /// <summary>The number of the next record in the channel's history, or -1 before its first.</summary>
    internal long Record;

    /// <summary>When the record before it was taken, on the server's clock, in milliseconds.</summary>
    internal long LastTime;

    internal long Milliseconds;
    internal long UnixMicroseconds;

    internal int EndChannel => Selection < 0 ? -Selection : Selection;

    internal bool IsNewestOnly => Selection < 0;

    /// <summary>Whether nothing of the pack has been written yet.</summary>
    public bool IsAtStart => Stage == FirstPackStage.Start;

    /// <summary>Whether the pack has been written to its end.</summary>
    public bool IsDone => Stage == FirstPackStage.Done;

    /// <summary>Goes to the start of a new pack, which will hold the readings taken up to now.</summary>
    /// <param name="milliseconds">The server's clock now.</param>
    /// <param name="unixMicroseconds">Microseconds since 1970-01-01 UTC now, or 0 while that is not known.</param>
    public void Start(long milliseconds, long unixMicroseconds)
    {
        Start(milliseconds, unixMicroseconds, 0, int.MaxValue, isNewestOnly: false);
    }

    /// <summary>Goes to the start of a new pack of some channels.</summary>
    /// <param name="milliseconds">The server's clock now.</param>
    /// <param name="unixMicroseconds">Microseconds since 1970-01-01 UTC now, or 0 while that is not known.</param>
    /// <param name="firstChannel">The index of the first channel.</param>
    /// <param name="endChannel">The index after the last one.</param>
    /// <param name="isNewestOnly">Whether the pack has only the newest reading of each channel, and not its history.</param>
    internal void Start(long milliseconds, long unixMicroseconds, int firstChannel, int endChannel, bool isNewestOnly)
    {
        Stage = FirstPackStage.Start;
        Channel = firstChannel;
        Selection = isNewestOnly ? -endChannel : endChannel;
        Record = -1;
        Milliseconds = milliseconds;
        UnixMicroseconds = unixMicroseconds;
    }
}
