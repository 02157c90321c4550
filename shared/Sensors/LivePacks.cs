using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>
/// Sends readings as live packs: built once in each encoding that a client wants, and the same bytes go to every client of that encoding.
/// </summary>
internal sealed class LivePacks
{
    private const int MicrosecondsPerMillisecond = 1000;

    internal readonly LiveFrame Cbor;
    internal readonly LiveFrame Json;

    /// <summary>The number of the newest live pack.</summary>
    internal uint Sequence;

    /// <summary>How many first packs are being sent.</summary>
    internal int FirstPacks;

    private readonly WallTime _wallTime;

    internal LivePacks(IClock clock, Channel[] channels, string baseName)
    {
        _wallTime = new WallTime(clock);
        Cbor = new LiveFrame(new CborPackEncoder(channels, baseName), WebSockets.Opcode.Binary);
        Json = new LiveFrame(new JsonPackEncoder(channels, baseName), WebSockets.Opcode.Text);
    }

    /// <summary>The time of day, or 0 while it is not known.</summary>
    /// <param name="milliseconds">A moment of the server's clock, not long ago.</param>
    /// <returns>Microseconds since 1970-01-01 UTC.</returns>
    internal long TimeOfDay(long milliseconds)
    {
        return _wallTime.At(milliseconds * MicrosecondsPerMillisecond);
    }

    /// <summary>
    /// Sends readings to every client: as one live pack, or as several where they do not fit into one. Notes which channels every client
    /// knows then.
    /// </summary>
    /// <param name="readings">The readings, at least one.</param>
    /// <param name="takenAt">When they were taken, on the server's clock, in microseconds.</param>
    /// <param name="channels">All channels.</param>
    internal void Send(LiveReadings readings, long takenAt, ChannelState[] channels)
    {
        long timeOfDay = _wallTime.At(takenAt);
        bool reachedAll = true;
        do
        {
            PackEncoder.NextPack(readings, Cbor.Encoder, Json.Encoder);
            Sequence++;
            readings.Stamp(timeOfDay, Sequence);
            reachedAll &= Cbor.Send(readings);
            reachedAll &= Json.Send(readings);
        }
        while (readings.PackEnd < readings.Total);

        if (!reachedAll || FirstPacks > 0 || !readings.HaveIntroductions)
        {
            // A client that has not got an introduction gets another one with the next reading.
            return;
        }

        for (int i = 0; i < readings.Count; i++)
        {
            channels[readings.Channels[i]].IsIntroduced = true;
        }
    }
}
