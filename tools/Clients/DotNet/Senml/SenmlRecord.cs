using System.Buffers.Text;

namespace Sensorcast.Client.Senml;

/// <summary>The unresolved fields of a SenML record (RFC 8428 section 4), with those that a board adds (section 4.4).</summary>
internal sealed class SenmlRecord
{
    /// <summary>The version of this implementation (RFC 8428 section 4.4).</summary>
    private const int Version = 10;

    public string? BaseName { get; private set; }

    public decimal? BaseTime { get; private set; }

    public string? BaseUnit { get; private set; }

    public decimal? BaseValue { get; private set; }

    public string? Name { get; private set; }

    public string? Unit { get; private set; }

    public ReadingValue? Value { get; private set; }

    public decimal? Time { get; private set; }

    public decimal? UpdateTime { get; private set; }

    public decimal? Sequence { get; private set; }

    public bool IsSettable { get; private set; }

    public decimal? Minimum { get; private set; }

    public decimal? Maximum { get; private set; }

    public decimal? Step { get; private set; }

    public decimal? MaxLength { get; private set; }

    public IReadOnlyList<string>? Options { get; private set; }

    public bool IsButton { get; private set; }

    public bool NeedsConfirmation { get; private set; }

    public decimal? Takes { get; private set; }

    public string? Title { get; private set; }

    public string? Group { get; private set; }

    public string? Kind { get; private set; }

    public decimal? Low { get; private set; }

    public decimal? High { get; private set; }

    public decimal? WarnLow { get; private set; }

    public decimal? WarnHigh { get; private set; }

    public decimal? AlarmLow { get; private set; }

    public decimal? AlarmHigh { get; private set; }

    /// <summary>Takes a field.</summary>
    /// <exception cref="PackFormatException">It must be understood, and is not.</exception>
    /// <exception cref="InvalidOperationException">Its value is of a type that the label does not have.</exception>
    /// <exception cref="FormatException">Its value must be base64url, and is not.</exception>
    public void Set(string label, ReadingValue value)
    {
        switch (label)
        {
            case "bn":
                BaseName = value.Text;
                break;
            case "bt":
                BaseTime = value.Number;
                break;
            case "bu":
                BaseUnit = value.Text;
                break;
            case "bv":
                BaseValue = value.Number;
                break;
            case "bver":
                CheckVersion(value.Number);
                break;
            case "n":
                Name = value.Text;
                break;
            case "u":
                Unit = value.Text;
                break;
            case "t":
                Time = value.Number;
                break;
            case "ut":
                UpdateTime = value.Number;
                break;
            case "v":
                SetValue(value.Number);
                break;
            case "vb":
                SetValue(value.Boolean);
                break;
            case "vs":
                SetValue(value.Text);
                break;
            case "vd":
                SetValue(value.Kind == ReadingKind.Data ? value : ReadingValue.FromData(Base64Url.DecodeFromChars(value.Text)));
                break;
            case "seq":
                Sequence = value.Number;
                break;
            case "set":
                IsSettable = value.Boolean;
                break;
            case "min":
                Minimum = value.Number;
                break;
            case "max":
                Maximum = value.Number;
                break;
            case "step":
                Step = value.Number;
                break;
            case "maxlen" when value.Kind == ReadingKind.Number:
                MaxLength = value.Number;
                break;
            case "button" when value.Kind == ReadingKind.Boolean:
                IsButton = value.Boolean;
                break;
            case "confirm" when value.Kind == ReadingKind.Boolean:
                NeedsConfirmation = value.Boolean;
                break;
            case "takes" when value.Kind == ReadingKind.Number:
                Takes = value.Number;
                break;
            default:
                Describe(label, value);
                break;
        }
    }

    /// <summary>Takes a field whose value is an array of texts.</summary>
    /// <exception cref="PackFormatException">It must be understood, and is not.</exception>
    public void Set(string label, IReadOnlyList<string> texts)
    {
        if (label == "options")
        {
            Options = texts;
        }
        else
        {
            Ignore(label);
        }
    }

    /// <summary>Takes a field whose value this implementation does not use.</summary>
    /// <exception cref="PackFormatException">It must be understood, and is not.</exception>
    public static void Ignore(string label)
    {
        if (label.EndsWith('_'))
        {
            throw new PackFormatException($"the label {label} must be understood, and is not");
        }
    }

    /// <summary>
    /// Takes a field of a channel's description. Only people read it: a value of another type than in docs/readings.md is ignored, and does
    /// not cost the readings.
    /// </summary>
    private void Describe(string label, ReadingValue value)
    {
        string? text = value.Kind == ReadingKind.Text ? value.Text : null;
        decimal? number = value.Kind == ReadingKind.Number ? value.Number : null;
        switch (label)
        {
            case "title":
                Title = text;
                break;
            case "group":
                Group = text;
                break;
            case "kind":
                Kind = text;
                break;
            case "low":
                Low = number;
                break;
            case "high":
                High = number;
                break;
            case "warnlow":
                WarnLow = number;
                break;
            case "warnhigh":
                WarnHigh = number;
                break;
            case "alarmlow":
                AlarmLow = number;
                break;
            case "alarmhigh":
                AlarmHigh = number;
                break;
            default:
                Ignore(label);
                break;
        }
    }

    private static void CheckVersion(decimal version)
    {
        if (version > Version)
        {
            throw new PackFormatException($"its version is {version}, and {Version} is the newest that is understood");
        }
    }

    private void SetValue(ReadingValue value) =>
        Value = Value is null ? value : throw new PackFormatException("a record has two values");
}
