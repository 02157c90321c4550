namespace Sensorcast.Client.Senml;

/// <summary>Resolves records into readings, by the base values and the times of RFC 8428 section 4.6.</summary>
internal static class PackResolver
{
    /// <summary>Below it a time is relative to now (RFC 8428 section 4.5.3).</summary>
    private const decimal FirstAbsoluteTime = 1 << 28;

    /// <summary>Reads a message.</summary>
    /// <param name="content">The message.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="arrival">The origin of relative times.</param>
    /// <param name="channels">
    /// The channels of earlier packs: a live record does not repeat its unit. Those of this pack are added.
    /// </param>
    /// <exception cref="PackFormatException">It is not a SenML pack.</exception>
    public static Pack Resolve(
        ReadOnlyMemory<byte> content, SenmlEncoding encoding, DateTimeOffset arrival, IDictionary<string, ChannelInfo> channels)
    {
        try
        {
            List<SenmlRecord> records = encoding == SenmlEncoding.Json ? JsonPackReader.Read(content.Span) : CborPackReader.Read(content);
            return Resolve(content, encoding, records, arrival, channels);
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new PackFormatException("a number is out of range", e);
        }
    }

    private static Pack Resolve(
        ReadOnlyMemory<byte> content,
        SenmlEncoding encoding,
        List<SenmlRecord> records,
        DateTimeOffset arrival,
        IDictionary<string, ChannelInfo> channels)
    {
        SenmlRecord? first = records.FirstOrDefault();
        var sequence = (long?)first?.Sequence;
        decimal packTime = first?.BaseTime ?? 0;
        string baseName = "";
        string? baseUnit = null;
        decimal baseTime = 0;
        decimal baseValue = 0;
        bool describes = false;
        List<Reading> readings = [];
        HashSet<string> introduced = [];
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

            channels.TryGetValue(name, out ChannelInfo? known);
            bool isIntroduction = introduced.Add(name) && (record.UpdateTime is not null || known is null);
            ChannelInfo channel = Describe(name, record, baseUnit, isIntroduction ? null : known);
            if (channel != known)
            {
                channels[name] = channel;
                describes = true;
            }

            readings.Add(new Reading(
                name,
                Time(baseTime + (record.Time ?? 0), arrival),
                value.Kind == ReadingKind.Number ? value.Number + baseValue : value,
                record.Unit ?? baseUnit ?? channel.Unit,
                IsHistory: sequence is null));
        }

        return new Pack(content, encoding, sequence, first?.BaseName ?? "", readings)
        {
            Time = Time(packTime, arrival),
            HasTime = packTime >= FirstAbsoluteTime,
            DescribesChannels = describes,
        };
    }

    private static ChannelInfo Describe(string name, SenmlRecord record, string? baseUnit, ChannelInfo? known)
    {
        // An introduction has the whole description.
        if (known is null)
        {
            return new ChannelInfo(
                name, record.Unit ?? baseUnit, Span(record.UpdateTime), record.IsSettable, record.Minimum, record.Maximum, record.Step)
            {
                Actuator = Actuator(record),
                Title = record.Title,
                Group = record.Group,
                Kind = record.Kind,
                Low = record.Low,
                High = record.High,
                WarnLow = record.WarnLow,
                WarnHigh = record.WarnHigh,
                AlarmLow = record.AlarmLow,
                AlarmHigh = record.AlarmHigh,
            };
        }

        return record.Unit is null ? known : known with { Unit = record.Unit };
    }

    private static ActuatorInfo? Actuator(SenmlRecord record)
    {
        bool saysMore = record.MaxLength is not null || record.Options is not null || record.IsButton || record.Takes is not null;
        return saysMore && record.IsSettable
            ? new ActuatorInfo((int?)record.MaxLength, record.Options ?? [], record.IsButton, record.NeedsConfirmation, Span(record.Takes))
            : null;
    }

    private static TimeSpan? Span(decimal? seconds) =>
        seconds is decimal number ? TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerSecond)) : null;

    private static DateTimeOffset Time(decimal seconds, DateTimeOffset arrival)
    {
        DateTimeOffset origin = seconds < FirstAbsoluteTime ? arrival : DateTimeOffset.UnixEpoch;
        return origin.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }
}
