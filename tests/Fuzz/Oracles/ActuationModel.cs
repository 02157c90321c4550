using System.Numerics;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// What a client's pack requests, resolved from all its fields by RFC 8428 section 4.6 and checked against the channels.
/// </summary>
internal sealed class ActuationModel
{
    private const int SupportedVersion = 10;

    private readonly string _fullNameStart;
    private readonly Channel[] _channels;
    private string _baseName = string.Empty;
    private string _baseUnit = string.Empty;
    private bool _hasBaseTime;
    private ExactNumber? _baseValue;
    private string? _name;

    private ActuationModel(string fullNameStart, Channel[] channels)
    {
        _fullNameStart = fullNameStart;
        _channels = channels;
    }

    /// <summary>Whether every field is of its type.</summary>
    internal bool IsPack { get; private set; } = true;

    internal ActuationError Error { get; private set; }

    /// <summary>The full name of the record at fault, as far as it had been read.</summary>
    internal string Fault { get; private set; } = string.Empty;

    /// <summary>Which channels are set, and to what: exactly, or between two values where the number is not exact.</summary>
    internal List<(int Channel, BigInteger Min, BigInteger Max)> Settings { get; } = [];

    internal uint? Sequence { get; private set; }

    internal static ActuationModel Of(string baseName, Channel[] channels, List<List<(string Label, object? Value)>> records)
    {
        var model = new ActuationModel(baseName, channels);
        foreach (List<(string Label, object? Value)> record in records)
        {
            model.Resolve(record);
        }

        return model;
    }

    private void Resolve(List<(string Label, object? Value)> fields)
    {
        _name = null;
        string unit = string.Empty;
        bool hasTime = false;
        (string Label, object? Value)? value = null;
        foreach ((string label, object? content) in fields)
        {
            switch (label)
            {
                case "bn":
                    _baseName = Expect<string>(content) ?? string.Empty;
                    break;
                case "bu":
                    _baseUnit = Expect<string>(content) ?? string.Empty;
                    break;
                case "bv":
                    _baseValue = Expect<ExactNumber>(content);
                    break;
                case "bt":
                    _hasBaseTime = IsOtherTime(content);
                    break;
                case "bver":
                    if (Integer(content) is not { } version || BigInteger.Abs(version) > 1L << 40 || version > SupportedVersion)
                    {
                        Fail(ActuationError.NotUnderstood);
                    }

                    break;
                case "n":
                    _name = Expect<string>(content) ?? string.Empty;
                    break;
                case "u":
                    unit = Expect<string>(content) ?? string.Empty;
                    break;
                case "t":
                    hasTime = IsOtherTime(content);
                    break;
                case "v" or "vb" or "vs" or "vd" or "s":
                    value = (label, content);
                    break;
                case "seq":
                    BigInteger? sequence = Integer(content);
                    IsPack &= sequence >= 0 && sequence <= uint.MaxValue;
                    Sequence = IsPack ? (uint?)sequence : null;
                    break;
                default:
                    if (label.EndsWith('_'))
                    {
                        Fail(ActuationError.NotUnderstood);
                    }

                    break;
            }
        }

        if (_name != null || value != null)
        {
            Set(_baseName + _name, unit.Length > 0 ? unit : _baseUnit, hasTime || _hasBaseTime, value);
        }
    }

    private void Set(string fullName, string unit, bool isOtherTime, (string Label, object? Value)? value)
    {
        int index = Array.FindIndex(_channels, channel => _fullNameStart + channel.Name == fullName);
        if (index < 0)
        {
            Fail(ActuationError.UnknownName);
            return;
        }

        Channel channel = _channels[index];
        bool isTypeRight = channel.Kind == ChannelKind.Boolean
            ? value is ("vb", bool)
            : value is ("v", ExactNumber) || (value is null && _baseValue is not null);
        if (channel.Actuator is null)
        {
            Fail(ActuationError.NotSettable);
        }
        else if (!isTypeRight)
        {
            Fail(ActuationError.WrongType);
        }
        else if (unit.Length > 0 && unit != channel.Unit)
        {
            Fail(ActuationError.WrongUnit);
        }
        else if (isOtherTime)
        {
            Fail(ActuationError.TimeNotSupported);
        }
        else if (channel.Kind == ChannelKind.Boolean)
        {
            BigInteger wanted = value!.Value.Value is true ? 1 : 0;
            Add(index, wanted, wanted);
        }
        else
        {
            SetNumber(index, channel, (ExactNumber?)value?.Value);
        }
    }

    private void SetNumber(int index, Channel channel, ExactNumber? value)
    {
        ExactNumber sum = value is null ? _baseValue! : _baseValue is null ? value : value + _baseValue;
        (BigInteger min, BigInteger max) = sum.Scale(channel.Exponent);
        bool mayBeIn = max >= channel.Min && min <= channel.Max;
        bool mayBeOut = min < channel.Min || max > channel.Max;
        if (mayBeIn && mayBeOut)
        {
            throw new UndecidedException("a value at the end of the range");
        }

        if (mayBeOut)
        {
            Fail(ActuationError.OutOfRange);
        }
        else
        {
            Add(index, min, max);
        }
    }

    private void Add(int index, BigInteger min, BigInteger max)
    {
        if (Settings.Count == ActuationPack.MaxSettings)
        {
            Fail(ActuationError.TooManyRecords);
        }
        else
        {
            Settings.Add((index, min, max));
        }
    }

    private bool IsOtherTime(object? content)
    {
        if (Expect<ExactNumber>(content) is not { } time)
        {
            return false;
        }

        (BigInteger min, BigInteger max) = time.Scale(-Channel.MaxExponent);
        bool mayBeNow = min <= 0 && max >= 0;
        return mayBeNow && (min < 0 || max > 0) ? throw new UndecidedException("a time close to now") : !mayBeNow;
    }

    private BigInteger? Integer(object? content)
    {
        if (Expect<ExactNumber>(content) is not { } number)
        {
            return null;
        }

        (BigInteger min, BigInteger max) = number.Scale(0);
        return min == max || BigInteger.Abs(min) > 1L << 40 ? min : throw new UndecidedException("a number close to a half");
    }

    private T? Expect<T>(object? content)
        where T : class
    {
        IsPack &= content is T;
        return content as T;
    }

    private void Fail(ActuationError error)
    {
        if (Error == ActuationError.None)
        {
            Error = error;
            Fault = _baseName + _name;
        }
    }
}
