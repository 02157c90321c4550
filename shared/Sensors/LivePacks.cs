using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>
/// Sends readings as live packs: built once in each encoding that a client wants, and the same bytes go to every client of that encoding.
/// </summary>
internal sealed class LivePacks
{
    private const int MicrosecondsPerMillisecond = 1000;

    private readonly WallTime _wallTime;

    internal LivePacks(IClock clock, Channel[] channels, string baseName)
    {
        _wallTime = new WallTime(clock);
        Cbor = new LiveFrame(new CborPackEncoder(channels, baseName), WebSockets.Opcode.Binary);
        Json = new LiveFrame(new JsonPackEncoder(channels, baseName), WebSockets.Opcode.Text);
    }

    internal LiveFrame Cbor { get; }

    internal LiveFrame Json { get; }

    /// <summary>The number of the newest live pack.</summary>
    internal uint Sequence { get; private set; }

    /// <summary>How many clients are getting their first pack.</summary>
    internal int Newcomers { get; set; }

    /// <summary>The time of day, or 0 while it is not known.</summary>
    /// <param name="milliseconds">A moment of the server's clock, not long ago.</param>
    /// <returns>Microseconds since 1970-01-01 UTC.</returns>
    internal long TimeOfDay(long milliseconds)
    {
        return _wallTime.At(milliseconds * MicrosecondsPerMillisecond);
    }

    /// <summary>Sends readings to every client: as one live pack, or as several where they do not fit into one.</summary>
    /// <param name="readings">The readings, at least one.</param>
    /// <param name="takenAt">When they were taken, on the server's clock, in microseconds.</param>
    /// <returns>Whether no client missed them.</returns>
    internal bool Send(LiveReadings readings, long takenAt)
    {
        long timeOfDay = _wallTime.At(takenAt);
        bool reachedAll = true;
        while (PackEncoder.NextPack(readings, Cbor.Encoder, Json.Encoder))
        {
            Sequence++;
            readings.Stamp(timeOfDay, Sequence);
            reachedAll &= Cbor.Send(readings);
            reachedAll &= Json.Send(readings);
        }

        return reachedAll && Newcomers == 0;
    }
}
