using System.Formats.Cbor;
using System.Text.Json;
using Sensorcast.Simulator.Checks;
using Sensorcast.Telemetry;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>What the packs must contain, by what the sensors returned.</summary>
internal sealed class PackModel(World world)
{
    private readonly (byte[] Payload, SenmlRecord[] Pack)[] _last = [([], []), ([], [])];

    private readonly Dictionary<SimulatedSensor, BatchModel> _batches = [];

    // Every client knows their units: those that come get them with the first pack.
    private readonly HashSet<SimulatedSensor> _known = [];

    private long _sequence;

    /// <summary>The newest live pack's number.</summary>
    public long Sequence => _sequence + NewPacks;

    /// <summary>How many live packs were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>How many live packs found a window shut.</summary>
    public long Skipped { get; private set; }

    /// <summary>How many live packs there are in this step: one of all that was read at the moment, and one of each batch.</summary>
    public int NewPacks
    {
        get
        {
            int batches = 0;
            bool hasMoment = false;
            foreach (SimulatedSensor sensor in world.Sensors)
            {
                bool isBatch = sensor.Plan.Kind == ChannelKind.Batch;
                batches += sensor.SpokeInStep && isBatch ? 1 : 0;
                hasMoment |= sensor.SpokeInStep && !isBatch;
            }

            return batches + (hasMoment ? 1 : 0);
        }
    }

    public void StartStep() => _sequence = Sequence;

    public void CountSent() => Sent++;

    public void CountSkip(bool wasSkipped) => Skipped += wasSkipped ? 1 : 0;

    public void EndStep(long sequence, long sent, long skipped)
    {
        foreach (SimulatedSensor sensor in world.Sensors)
        {
            if (sensor.SpokeInStep && sensor.Plan.Kind == ChannelKind.Batch)
            {
                BatchOf(sensor).EndStep();
            }
        }

        world.Check(sequence == Sequence, "sequence", $"The server's sequence is {sequence} instead of {Sequence}");
        world.Check(sent == Sent, "sent", $"The server counts {sent} packs sent instead of {Sent}");
        world.Check(skipped == Skipped, "skips", $"The server counts {skipped} skipped packs instead of {Skipped}");
    }

    /// <summary>
    /// Notes that the introductions in this step's live packs have reached every client: they are not sent again.
    /// </summary>
    public void EndIntroductions() => _known.UnionWith(world.Sensors.Where(sensor => sensor.SpokeInStep));

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
            throw witness.Fail("senml", $"gets a pack that is not valid: {e.Message}");
        }
    }

    /// <summary>Checks the step's live pack of an index, from 0 on.</summary>
    public void CheckLive(Witness witness, SenmlRecord[] pack, int index)
    {
        SimulatedSensor[] spoke = [.. world.Sensors.Where(sensor => sensor.SpokeInStep)];
        SimulatedSensor[] moment = [.. spoke.Where(sensor => sensor.Plan.Kind != ChannelKind.Batch)];
        Sent++;
        witness.Check(world.IsBroadcasting && index < NewPacks, "live", "gets a live pack that no sensor was read for");
        witness.Check(pack[0].Sequence == _sequence + index + 1, "live", $"gets seq {pack[0].Sequence} instead of {_sequence + index + 1}");
        if (index == 0 && moment.Length > 0)
        {
            CheckMoment(witness, pack, moment);
        }
        else
        {
            SimulatedSensor[] batches = [.. spoke.Except(moment)];
            CheckBatch(witness, pack, batches[index - (moment.Length > 0 ? 1 : 0)]);
        }
    }

    /// <summary>Checks a first pack: of each channel a part of its history without a hole, up to the moment when the client came.</summary>
    public void CheckFirst(Witness witness, SenmlRecord[] pack, long startedAt, long startedAtUnix, int[] readingsAtStart)
    {
        int position = 0;
        CheckBase(witness, pack, Microseconds(startedAtUnix));
        if (pack is [{ Name.Length: 0, Value: null }])
        {
            pack = [];
        }

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

    private void CheckMoment(Witness witness, SenmlRecord[] pack, SimulatedSensor[] spoke)
    {
        witness.Check(pack.Length == spoke.Length, "live", "gets a live pack with more or less than was measured");
        CheckBase(witness, pack, Microseconds(world.Clock.UnixAt(world.StepTime)));
        for (int i = 0; i < pack.Length; i++)
        {
            SimulatedSensor sensor = spoke[i];
            object value = sensor.Meaning(sensor.Log[^1].Value);
            bool isRight = pack[i].Name == sensor.Plan.Name && value.Equals(pack[i].Value) && pack[i].Time == null;
            witness.Check(isRight, "senml", $"gets {pack[i].Name} = {pack[i].Value} instead of {value}");
            CheckLiveIntroduction(witness, pack[i], sensor);
        }
    }

    private void CheckBatch(Witness witness, SenmlRecord[] pack, SimulatedSensor sensor)
    {
        witness.Check(
            pack.Length == sensor.Batch.Length, "live",
            $"gets {pack.Length} readings of {sensor.Plan.Name} instead of {sensor.Batch.Length}");
        for (int i = 0; i < pack.Length; i++)
        {
            decimal time = (i - pack.Length + 1) * (sensor.Plan.Interval / 1_000_000m);
            bool isRight = pack[i].Name == sensor.Plan.Name && sensor.Meaning(sensor.Batch[i]).Equals(pack[i].Value)
                && (pack[i].Time ?? 0) == time;
            witness.Check(isRight, "senml", $"gets {pack[i].Name} = {pack[i].Value} at {pack[i].Time}");
            witness.Check(i == 0 || pack[i].UpdateTime == null, "senml", "gets the description of a batch's channel twice");
        }

        CheckLiveIntroduction(witness, pack[0], sensor);
        CheckBase(witness, pack, BatchOf(sensor).Check(witness, pack[0].BaseTime));
    }

    /// <summary>A channel is introduced with its first reading, and with each one after until every client has got one of them.</summary>
    private void CheckLiveIntroduction(Witness witness, SenmlRecord record, SimulatedSensor sensor)
    {
        if (record.UpdateTime != null || sensor.Log.Count == 1)
        {
            CheckIntroduction(witness, record, sensor);
            witness.Check(
                !_known.Contains(sensor), "introduction", $"gets the unit of {record.Name} again although every client knows it");
        }
    }

    private BatchModel BatchOf(SimulatedSensor sensor)
    {
        if (!_batches.TryGetValue(sensor, out BatchModel? batch))
        {
            batch = new BatchModel(world, sensor);
            _batches.Add(sensor, batch);
        }

        return batch;
    }

    private static long Microseconds(long milliseconds) => milliseconds * 1000;

    private static decimal Seconds(long milliseconds) => milliseconds / 1000m;

    private static void CheckHistory(Witness witness, ReadOnlySpan<SenmlRecord> records, SimulatedSensor sensor, long startedAt, int known)
    {
        List<(long Time, int Value)> log = sensor.Log;
        int length = sensor.HistoryLength;

        // What was set just now is read once more in the same millisecond, and a pack that is not done yet has it too.
        int knownAtStart = known;
        while (known < log.Count && log[known].Time <= startedAt && !IsHistory(records, sensor, startedAt, known))
        {
            known++;
        }

        witness.Check(IsHistory(records, sensor, startedAt, known), "first-pack", $"gets a history of {sensor.Plan.Name} that is not so");
        int min = Math.Min(length - (log.Count - known), known);
        bool isWhole = records.Length >= min && records.Length <= length + known - knownAtStart;
        witness.Check(isWhole, "first-pack", $"gets {records.Length} old readings of {sensor.Plan.Name} instead of {min}");
        if (records.Length > 0)
        {
            CheckIntroduction(witness, records[0], sensor);
        }
    }

    /// <summary>
    /// Whether the records are readings in their order, up to the last known one. While a slow client takes a long pack, the oldest that it
    /// has not been sent yet may be forgotten.
    /// </summary>
    private static bool IsHistory(ReadOnlySpan<SenmlRecord> records, SimulatedSensor sensor, long startedAt, int end)
    {
        // When all that was known has been forgotten, the channel is introduced with a reading that is newer.
        bool isForgotten = sensor.Log.Count - end >= sensor.HistoryLength;
        bool isIntroduction = records.Length == 1 && records[0].Time > 0;
        int next = isIntroduction ? sensor.Log.Count : end;
        for (int i = records.Length - 1; i >= 0; i--)
        {
            decimal time = records[i].Time ?? 0;
            do
            {
                next--;
            }
            while (next >= 0 && (isForgotten || isIntroduction || i < records.Length - 1)
                && Seconds(sensor.Log[next].Time - startedAt) > time);

            bool isReading = next >= 0
                && Seconds(sensor.Log[next].Time - startedAt) == time
                && sensor.Meaning(sensor.Log[next].Value).Equals(records[i].Value);
            if (!isReading)
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckBase(Witness witness, SenmlRecord[] pack, long unixMicroseconds)
    {
        witness.Check(pack.Length > 0, "senml", "gets a pack without a record");
        decimal? time = unixMicroseconds == 0 ? null : unixMicroseconds / 1_000_000m;
        bool isRight = pack[0].BaseName == Scenario.BaseName && pack[0].BaseTime == time;
        witness.Check(isRight, "senml", $"gets a pack with the base '{pack[0].BaseName}', {pack[0].BaseTime}");
        bool isOnce = Array.TrueForAll(pack[1..], record => record.BaseName == null && record.BaseTime == null && record.Sequence == null);
        witness.Check(isOnce, "senml", "gets the base fields twice");
    }

    private static void CheckIntroduction(Witness witness, SenmlRecord record, SimulatedSensor sensor)
    {
        ChannelPlan plan = sensor.Plan;
        bool isNumber = plan.Kind is ChannelKind.Number or ChannelKind.Batch;
        bool hasRange = plan.IsSettable && isNumber;
        bool isRight = record.Unit == (isNumber ? plan.Unit : null)
            && record.UpdateTime == Seconds(plan.Period)
            && record.IsSettable == plan.IsSettable
            && record.Min == (hasRange ? SenmlDecoder.Scale(ChannelPlan.Min, plan.Exponent) : null)
            && record.Max == (hasRange ? SenmlDecoder.Scale(ChannelPlan.Max, plan.Exponent) : null)
            && record.Step == (hasRange ? SenmlDecoder.Scale(1, plan.Exponent) : null);
        witness.Check(isRight, "unit", $"gets {record.Name} in {record.Unit} each {record.UpdateTime} s");
    }
}
