using System.Formats.Cbor;
using System.Text.Json;
using Sensorcast.Simulator.Checks;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>What the packs must say, by what the sensors said.</summary>
internal sealed class PackModel(World world)
{
    private readonly (byte[] Payload, SenmlRecord[] Pack)[] _last = [([], []), ([], [])];

    private long _sequence;

    /// <summary>The newest live pack's number.</summary>
    public long Sequence => _sequence + (IsNew ? 1 : 0);

    /// <summary>How many live packs were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>How many live packs found a window shut.</summary>
    public long Skipped { get; private set; }

    /// <summary>Whether there is a live pack in this step.</summary>
    public bool IsNew => Array.Exists(world.Sensors, sensor => sensor.SpokeInStep);

    public void StartStep() => _sequence = Sequence;

    public void CountSkip(bool wasSkipped) => Skipped += wasSkipped ? 1 : 0;

    public void EndStep(long sequence, long sent, long skipped)
    {
        world.Check(sequence == Sequence, "sequence", $"The server's sequence is {sequence} instead of {Sequence}");
        world.Check(sent == Sent, "sent", $"The server counts {sent} packs sent instead of {Sent}");
        world.Check(skipped == Skipped, "skips", $"The server counts {skipped} skipped packs instead of {Skipped}");
    }

    /// <summary>Decodes a pack. The same bytes go to many, so the last pack of each encoding is kept.</summary>
    public SenmlRecord[] Decode(Witness witness, ReadOnlySpan<byte> payload, bool isCbor)
    {
        ref (byte[] Payload, SenmlRecord[] Pack) last = ref _last[isCbor ? 1 : 0];
        if (payload.SequenceEqual(last.Payload))
        {
            return last.Pack;
        }

        try
        {
            SenmlRecord[] pack = isCbor ? SenmlDecoder.DecodeCbor(payload) : SenmlDecoder.DecodeJson(payload);
            last = (payload.ToArray(), pack);
            return pack;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or CborContentException)
        {
            throw witness.Fail("senml", $"gets a pack that is none: {e.Message}");
        }
    }

    public void CheckLive(Witness witness, SenmlRecord[] pack)
    {
        SimulatedSensor[] spoke = [.. world.Sensors.Where(sensor => sensor.SpokeInStep)];
        Sent++;
        witness.Check(world.IsBroadcasting && pack.Length == spoke.Length, "live", "gets a live pack that nobody measured");
        witness.Check(pack[0].Sequence == Sequence, "live", $"gets seq {pack[0].Sequence} instead of {Sequence}");
        CheckBase(witness, pack, world.Clock.UnixAt(world.StepTime));
        for (int i = 0; i < pack.Length; i++)
        {
            SimulatedSensor sensor = spoke[i];
            decimal value = SenmlDecoder.Scale(sensor.Log[^1].Value, sensor.Plan.Exponent);
            bool isRight = pack[i].Name == sensor.Plan.Name && pack[i].Value == value && pack[i].Time == null;
            witness.Check(isRight, "senml", $"gets {pack[i].Name} = {pack[i].Value} instead of {value}");
            if (pack[i].Unit != null || sensor.Log.Count == 1)
            {
                CheckIntroduction(witness, pack[i], sensor);
            }
        }
    }

    /// <summary>Checks a first pack: of each channel a part of its history without a hole, up to the moment when the client came.</summary>
    public void CheckFirst(Witness witness, SenmlRecord[] pack, long startedAt, long startedAtUnix, int[] readingsAtStart)
    {
        int position = 0;
        CheckBase(witness, pack, startedAtUnix);
        for (int i = 0; i < world.Sensors.Length; i++)
        {
            SimulatedSensor sensor = world.Sensors[i];
            int count = 0;
            while (position + count < pack.Length && pack[position + count].Name == sensor.Plan.Name)
            {
                count++;
            }

            CheckHistory(witness, pack.AsSpan(position, count), sensor, startedAt, readingsAtStart[i]);
            position += count;
        }

        witness.Check(position == pack.Length, "first-pack", "gets records of no channel, or in another order");
    }

    private static decimal Seconds(long milliseconds) => milliseconds / 1000m;

    private void CheckHistory(Witness witness, ReadOnlySpan<SenmlRecord> records, SimulatedSensor sensor, long startedAt, int known)
    {
        List<(long Time, int Value)> log = sensor.Log;
        int length = world.Scenario.HistoryLength;
        witness.Check(IsHistory(records, sensor, startedAt, known), "first-pack", $"gets a history of {sensor.Plan.Name} that is not so");
        int least = Math.Min(length - (log.Count - known), known);
        bool isWhole = records.Length >= least && records.Length <= length;
        witness.Check(isWhole, "first-pack", $"gets {records.Length} old readings of {sensor.Plan.Name} instead of {least}");
        if (records.Length > 0)
        {
            CheckIntroduction(witness, records[0], sensor);
        }
    }

    /// <summary>
    /// Whether the records are readings in their order, up to the last known one. While a slow client takes a long pack, the oldest that it
    /// has not been sent yet may be forgotten.
    /// </summary>
    private bool IsHistory(ReadOnlySpan<SenmlRecord> records, SimulatedSensor sensor, long startedAt, int end)
    {
        // When all that was known has been forgotten, the channel is introduced with a reading that is newer.
        bool isForgotten = sensor.Log.Count - end >= world.Scenario.HistoryLength;
        bool isIntroduction = records.Length == 1 && records[0].Time > 0;
        int next = isIntroduction ? sensor.Log.Count : end;
        for (int i = records.Length - 1; i >= 0; i--)
        {
            decimal time = records[i].Time ?? 0;
            do
            {
                next--;
            }
            while (next >= 0 && (isForgotten || isIntroduction || i < records.Length - 1) && Seconds(sensor.Log[next].Time - startedAt) > time);

            bool isReading = next >= 0
                && Seconds(sensor.Log[next].Time - startedAt) == time
                && SenmlDecoder.Scale(sensor.Log[next].Value, sensor.Plan.Exponent) == records[i].Value;
            if (!isReading)
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckBase(Witness witness, SenmlRecord[] pack, long unixMilliseconds)
    {
        if (pack.Length == 0)
        {
            return;
        }

        decimal? time = unixMilliseconds == 0 ? null : Seconds(unixMilliseconds);
        bool isRight = pack[0].BaseName == Scenario.BaseName && pack[0].BaseTime == time;
        witness.Check(isRight, "senml", $"gets a pack with the base '{pack[0].BaseName}', {pack[0].BaseTime}");
        bool isOnce = Array.TrueForAll(pack[1..], record => record.BaseName == null && record.BaseTime == null && record.Sequence == null);
        witness.Check(isOnce, "senml", "gets the base fields twice");
    }

    private static void CheckIntroduction(Witness witness, SenmlRecord record, SimulatedSensor sensor)
    {
        bool isRight = record.Unit == sensor.Plan.Unit && record.UpdateTime == Seconds(sensor.Plan.Period);
        witness.Check(isRight, "unit", $"gets {record.Name} in {record.Unit} each {record.UpdateTime} s");
    }
}
