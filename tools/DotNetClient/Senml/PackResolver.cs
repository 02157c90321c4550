namespace Sensorcast.Client.Senml;

/// <summary>Makes readings of records, by the base values and the times of RFC 8428 section 4.6.</summary>
internal static class PackResolver
{
    /// <summary>Below it a time is relative to now (RFC 8428 section 4.5.3).</summary>
    private const decimal FirstAbsoluteTime = 1 << 28;

    /// <summary>Reads a message.</summary>
    /// <param name="content">The message.</param>
    /// <param name="encoding">What it is written in.</param>
    /// <param name="arrival">What relative times are relative to.</param>
    /// <param name="channels">What was told about channels before: a live record does not repeat its unit. What is told now is added.</param>
    /// <exception cref="PackFormatException">It is no SenML pack.</exception>
    public static Pack Resolve(
        ReadOnlyMemory<byte> content, SenmlEncoding encoding, DateTimeOffset arrival, IDictionary<string, ChannelInfo> channels)
    {
        List<SenmlRecord> records = encoding == SenmlEncoding.Json ? JsonPackReader.Read(content.Span) : CborPackReader.Read(content);
        var sequence = (long?)records.FirstOrDefault()?.Sequence;
        string baseName = "";
        string? baseUnit = null;
        decimal baseTime = 0;
        decimal baseValue = 0;
        List<Reading> readings = [];
        foreach (SenmlRecord record in records)
        {
            baseName = record.BaseName ?? baseName;
            baseUnit = record.BaseUnit ?? baseUnit;
            baseTime = record.BaseTime ?? baseTime;
            baseValue = record.BaseValue ?? baseValue;
            if (record.Value is not ReadingValue value)
            {
                // Base values only, or a sum: no reading.
                continue;
            }

            string name = baseName + record.Name;
            if (name.Length == 0)
            {
                throw new PackFormatException("a record has no name");
            }

            ChannelInfo channel = Describe(name, record, baseUnit, channels.TryGetValue(name, out ChannelInfo? known) ? known : null);
            channels[name] = channel;
            readings.Add(new Reading(
                name,
                Time(baseTime + (record.Time ?? 0), arrival),
                value.Kind == ReadingKind.Number ? value.Number + baseValue : value,
                record.Unit ?? baseUnit ?? channel.Unit,
                IsHistory: sequence is null));
        }

        return new Pack(content, encoding, sequence, records.FirstOrDefault()?.BaseName ?? "", readings);
    }

    private static ChannelInfo Describe(string name, SenmlRecord record, string? baseUnit, ChannelInfo? known)
    {
        // Only an introduction has an update time, and it says all there is to say.
        if (record.UpdateTime is not null || known is null)
        {
            return new ChannelInfo(
                name, record.Unit ?? baseUnit, Span(record.UpdateTime), record.IsSettable, record.Minimum, record.Maximum, record.Step);
        }

        return record.Unit is null ? known : known with { Unit = record.Unit };
    }

    private static TimeSpan? Span(decimal? seconds) =>
        seconds is decimal number ? Checked(() => TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerSecond))) : null;

    private static DateTimeOffset Time(decimal seconds, DateTimeOffset arrival) => Checked(() =>
    {
        DateTimeOffset origin = seconds < FirstAbsoluteTime ? arrival : DateTimeOffset.UnixEpoch;
        return origin.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
    });

    private static T Checked<T>(Func<T> time)
    {
        try
        {
            return time();
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new PackFormatException("a time is out of range", e);
        }
    }
}
