using System;

namespace Sensorcast.Telemetry;

/// <summary>
/// Writes SenML packs (RFC 8428) in place. A record's text is prepared at start-up, so a record costs one copy and one number; what only a
/// client's first record of a channel says is written each time. Allocates nothing after its construction.
/// </summary>
public abstract class PackEncoder
{
    /// <summary>The longest base name in characters.</summary>
    public const int MaxBaseNameLength = 64;

    /// <summary>No live pack is longer than this: with the head of its frame it is what one send carries.</summary>
    public const int MaxPackSize = 2796;

    /// <summary>No record of a channel without a description, base fields included, is longer than this.</summary>
    public const int MaxRecordSize = 600;

    /// <summary>No record of a channel without a <see cref="Control"/>, base fields included, is longer than this.</summary>
    public const int MaxDescribedRecordSize = 900;

    /// <summary>No record, base fields included, is longer than this.</summary>
    public const int MaxSettableRecordSize = 1200;

    private protected const int MicrosecondsPerMillisecond = 1000;
    private protected const int MillisecondExponent = -3;

    private const int MicrosecondsPerSecond = 1000000;
    private const int MicrosecondExponent = -6;

    /// <summary>
    /// For how many readings of a channel with times of its own there is room in a live pack. What is more makes several packs.
    /// </summary>
    private const int TimedReadingsInPack = 4;

    private readonly Channel[] _channels;
    private readonly int _maxIntroductionSize = MaxRecordSize;
    private int _baseSize;

    // Per channel; only where one pack may not hold all.
    private int[] _introductionSizes;

    /// <summary>Prepares the text of the records.</summary>
    /// <param name="channels">The channels, at least one.</param>
    /// <param name="baseName">The base name, at most <see cref="MaxBaseNameLength"/> of the characters of a name.</param>
    protected PackEncoder(Channel[] channels, string baseName)
    {
        if (!IsBaseName(baseName))
        {
            throw new ArgumentException("A base name has at most 64 letters, digits and - : . / _, a letter or digit first: " + baseName);
        }

        _channels = channels;
        foreach (Channel channel in channels)
        {
            int size = channel.Actuator is Control
                ? MaxSettableRecordSize : channel.Description != null ? MaxDescribedRecordSize : MaxRecordSize;
            _maxIntroductionSize = size > _maxIntroductionSize ? size : _maxIntroductionSize;
        }
    }

    /// <summary>The maximum size of a live pack in bytes: that of all channels, or a full batch, or <see cref="MaxPackSize"/>.</summary>
    public int MaxLivePackSize { get; private set; }

    /// <summary>Whether the readings of one moment, or a batch, may need several packs. A field: each pack looks at it.</summary>
    internal bool MayNeedSeveral;

    /// <summary>Writes a live pack: base name, base time, sequence number and the values; of a batch, the times too.</summary>
    /// <param name="buffer">Gets at most <see cref="MaxLivePackSize"/> bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="readings">At least one reading.</param>
    /// <returns>The offset after the last byte.</returns>
    public abstract int WriteLivePack(byte[] buffer, int offset, LiveReadings readings);

    /// <summary>
    /// Writes the next piece of a first pack: for every channel that has been read its name, unit, update time and history.
    /// </summary>
    /// <param name="buffer">Gets the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="limit">
    /// The offset in <paramref name="buffer"/> to stop before, at least <see cref="MaxRecordSize"/> and 2 after <paramref name="offset"/>;
    /// where a channel has a description, <see cref="MaxDescribedRecordSize"/> and 2, and where one has a control,
    /// <see cref="MaxSettableRecordSize"/> and 2.
    /// </param>
    /// <param name="cursor">Where to go on; moved on.</param>
    /// <returns>The offset after the last byte.</returns>
    public int WriteFirstPack(byte[] buffer, int offset, int limit, FirstPackCursor cursor)
    {
        return WriteFirstPack(buffer, offset, limit, cursor, _channels.Length, isNewestOnly: false);
    }

    /// <summary>Writes the next piece of a first pack of some channels.</summary>
    /// <param name="buffer">Gets the bytes.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="limit">The offset to stop before.</param>
    /// <param name="cursor">Where to go on; moved on.</param>
    /// <param name="endChannel">The index after the last channel.</param>
    /// <param name="isNewestOnly">Whether of each channel only the newest reading is written.</param>
    /// <returns>The offset after the last byte.</returns>
    internal int WriteFirstPack(byte[] buffer, int offset, int limit, FirstPackCursor cursor, int endChannel, bool isNewestOnly)
    {
        int position = offset;
        if (cursor.Stage == FirstPackStage.Start)
        {
            cursor.Stage = FirstPackStage.Empty;
            position = WriteStart(buffer, position);
        }

        for (; cursor.Channel < endChannel; cursor.Channel++, cursor.Record = -1)
        {
            HistoryRing history = _channels[cursor.Channel].History;
            bool introduce = cursor.Record < 0;
            long oldest = history.Oldest;
            long total = history.Total;
            long first = isNewestOnly && total > 0 ? total - 1 : oldest;
            long record = cursor.Record > first ? cursor.Record : first;
            long taken = cursor.LastTime;
            for (; record < total; record++)
            {
                taken = isNewestOnly ? history.NewestTime : record == oldest ? history.OldestTime : history.TimeAfter(record - 1, taken);
                long time = taken - cursor.Milliseconds;
                if (time > 0 && !introduce)
                {
                    // Taken since: a fast channel must not keep the pack from ending. Yet each channel is introduced.
                    break;
                }

                if (limit - position < (introduce ? _maxIntroductionSize : MaxRecordSize))
                {
                    cursor.Record = introduce ? -1 : record;
                    return position;
                }

                long relativeTime = time * MicrosecondsPerMillisecond;
                position = WriteHistoryRecord(buffer, position, cursor, introduce, history.Value(record), relativeTime);
                cursor.Stage = FirstPackStage.HasRecords;
                introduce = false;
                cursor.LastTime = taken;
            }
        }

        if (cursor.Stage == FirstPackStage.Empty && limit - position >= MaxRecordSize)
        {
            // A pack has at least one record (RFC 8428 section 11).
            position = WriteBaseRecord(buffer, position, cursor.UnixMicroseconds);
            cursor.Stage = FirstPackStage.HasRecords;
        }

        if (cursor.Stage == FirstPackStage.HasRecords && limit - position >= 1)
        {
            cursor.Stage = FirstPackStage.Done;
            position = WriteEnd(buffer, position);
        }

        return position;
    }

    /// <summary>
    /// Goes on to the readings of the next pack: all of them where they fit into one. Each pack gets a stamp of its own
    /// (<see cref="LiveReadings.Stamp"/>).
    /// </summary>
    /// <param name="readings">The readings; moved on.</param>
    /// <param name="one">An encoder that the pack must fit.</param>
    /// <param name="other">Another one.</param>
    /// <returns>Whether there is one more pack.</returns>
    public static bool NextPack(LiveReadings readings, PackEncoder one, PackEncoder other)
    {
        if (!readings.StartPack())
        {
            return false;
        }

        if (one.MayNeedSeveral || other.MayNeedSeveral)
        {
            int end = one.FindEndOfPack(readings, readings.PackStart);
            int otherEnd = other.FindEndOfPack(readings, readings.PackStart);
            readings.EndPack(end < otherEnd ? end : otherEnd);
        }

        return true;
    }

    /// <summary>Finds how many readings make one pack.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="start">The first reading of the pack.</param>
    /// <returns>The index after its last one.</returns>
    internal int FindEndOfPack(LiveReadings readings, int start)
    {
        if (!MayNeedSeveral)
        {
            return readings.Count;
        }

        int end = start;
        for (int size = _baseSize; end < readings.Count; end++)
        {
            size += MaxSizeOf(readings, end);
            if (size > MaxLivePackSize)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>The maximum size of the record of a reading in bytes, with what separates two records.</summary>
    private protected abstract int MaxSizeOf(LiveReadings readings, int index);

    /// <summary>Appends prepared text, but for its first <paramref name="skip"/> bytes.</summary>
    private protected static int Append(byte[] source, int skip, byte[] buffer, int position)
    {
        int count = source.Length - skip;
        Array.Copy(source, skip, buffer, position, count);
        return position + count;
    }

    /// <summary>Says how long live packs can become.</summary>
    /// <param name="baseSize">The maximum size of the pack in bytes, without its records.</param>
    /// <param name="recordSizes">The size of each channel's record, without its value.</param>
    /// <param name="introductionSizes">The size of each channel's first record, without its value.</param>
    /// <param name="maxNumberSize">The maximum size of a number in bytes, with what separates two records.</param>
    /// <param name="maxTextSize">The maximum size of a text in bytes, with what separates two records.</param>
    /// <param name="maxTimeSize">The maximum size of a relative time within a batch in bytes, with its label.</param>
    /// <param name="maxLongTimeSize">The same for a time of more than 32 bits of microseconds.</param>
    private protected void Measure(
        int baseSize, int[] recordSizes, int[] introductionSizes, int maxNumberSize, int maxTextSize, int maxTimeSize, int maxLongTimeSize)
    {
        _baseSize = baseSize;
        int sizeOfMoment = baseSize;
        int sizeOfBatch = 0;
        bool hasTimed = false;
        for (int i = 0; i < _channels.Length; i++)
        {
            Channel channel = _channels[i];
            if (channel.Kind == ChannelKind.Batch)
            {
                bool isLong = (long)channel.BatchLength * channel.IntervalMicroseconds > int.MaxValue;
                int record = recordSizes[i] + maxNumberSize + (isLong ? maxLongTimeSize : maxTimeSize);
                int size = baseSize + introductionSizes[i] - recordSizes[i] + (channel.BatchLength * record);
                sizeOfBatch = size > sizeOfBatch ? size : sizeOfBatch;
            }
            else
            {
                int size = introductionSizes[i] + (channel.Kind == ChannelKind.Text ? maxTextSize : maxNumberSize);
                bool isTimed = channel.Sensor is ITimedSensor;
                hasTimed |= isTimed;
                sizeOfMoment += isTimed ? TimedReadingsInPack * (size + maxLongTimeSize) : size;
            }
        }

        int longest = sizeOfMoment > sizeOfBatch ? sizeOfMoment : sizeOfBatch;
        MaxLivePackSize = longest > MaxPackSize ? MaxPackSize : longest;
        MayNeedSeveral = longest > MaxPackSize || hasTimed;
        _introductionSizes = MayNeedSeveral ? introductionSizes : null;
    }

    /// <summary>The size of a channel's first record without its value, where <see cref="MayNeedSeveral"/>.</summary>
    private protected int SizeOfIntroduction(int channel)
    {
        return _introductionSizes[channel];
    }

    /// <summary>The power of ten in which a time is written in seconds: no finer than it is.</summary>
    private protected static int SecondsExponent(long microseconds)
    {
        return microseconds % MicrosecondsPerMillisecond != 0 ? MicrosecondExponent
            : microseconds % MicrosecondsPerSecond != 0 ? MillisecondExponent : 0;
    }

    /// <summary>A time in seconds times the power of ten.</summary>
    private protected static long SecondsMantissa(long microseconds, int exponent)
    {
        return exponent == MicrosecondExponent ? microseconds
            : microseconds / (exponent == MillisecondExponent ? MicrosecondsPerMillisecond : MicrosecondsPerSecond);
    }

    /// <summary>Writes what begins a pack of unknown length.</summary>
    private protected abstract int WriteStart(byte[] buffer, int position);

    /// <summary>Writes what ends a pack of unknown length, 1 byte.</summary>
    private protected abstract int WriteEnd(byte[] buffer, int position);

    /// <summary>Writes a record of base fields alone.</summary>
    private protected abstract int WriteBaseRecord(byte[] buffer, int position, long unixMicroseconds);

    /// <summary>Writes a record with a relative time; the pack's first one with the base fields.</summary>
    private protected abstract int WriteHistoryRecord(
        byte[] buffer, int position, FirstPackCursor cursor, bool introduce, int value, long relativeMicroseconds);

    /// <summary>
    /// Whether a text is a valid start of a name (RFC 8428 section 4.5.1); without one, each channel's name stands alone.
    /// </summary>
    private static bool IsBaseName(string text)
    {
        if (text == null || text.Length > MaxBaseNameLength || (text.Length > 0 && !Channel.IsLetterOrDigit(text[0])))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!Channel.MayBeInName(c))
            {
                return false;
            }
        }

        return true;
    }
}
