namespace Sensorcast.Telemetry.Actuation;

/// <summary>
/// The record of a client's pack that is being read, resolved with the base fields so far (RFC 8428 section 4.6). Allocates nothing after
/// its construction.
/// </summary>
internal sealed class ActuationRecord
{
    // Null where no channel can be set to a text.
    private readonly ByteSlice _text;

    // The base fields so far.
    private readonly ByteSlice _baseUnit = new ByteSlice();
    private readonly DecimalNumber _baseValue = new DecimalNumber();
    private bool _hasBaseValue;
    private bool _hasBaseTime;

    private readonly ByteSlice _unit = new ByteSlice();
    private readonly DecimalNumber _value = new DecimalNumber();
    private SenmlValueType _type;
    private bool _hasName;
    private bool _hasTime;

    /// <summary>Makes one.</summary>
    /// <param name="hasTexts">Whether a channel can be set to a text.</param>
    public ActuationRecord(bool hasTexts)
    {
        _text = hasTexts ? new ByteSlice() : null;
    }

    /// <summary>The base name so far: how the full name starts.</summary>
    public ByteSlice NameStart { get; } = new ByteSlice();

    /// <summary>How the full name goes on.</summary>
    public ByteSlice Name { get; } = new ByteSlice();

    /// <summary>Whether it has neither a value nor a name. A record of base fields alone sets nothing.</summary>
    public bool IsEmpty => _type == SenmlValueType.None && !_hasName;

    /// <summary>The type of its value. One that is missing where there is a base value is 0 (section 4.5.4).</summary>
    public SenmlValueType Type => _type == SenmlValueType.None && _hasBaseValue ? SenmlValueType.Number : _type;

    /// <summary>Its value, if that is boolean.</summary>
    public bool IsTrue { get; private set; }

    /// <summary>Its value, if that is a text.</summary>
    public ByteSlice Text => _text;

    /// <summary>Whether it is for another time than now.</summary>
    public bool HasTime => _hasTime || _hasBaseTime;

    /// <summary>Whether a field of the pack was not of its type.</summary>
    public bool IsMalformed { get; set; }

    /// <summary>Forgets the base fields, for another pack.</summary>
    public void StartPack()
    {
        NameStart.Clear();
        _baseUnit.Clear();
        _hasBaseValue = false;
        _hasBaseTime = false;
        IsMalformed = false;
        Start();
    }

    /// <summary>Forgets the fields that are no base fields, for another record.</summary>
    public void Start()
    {
        Name.Clear();
        _unit.Clear();
        _type = SenmlValueType.None;
        _hasName = false;
        _hasTime = false;
    }

    /// <summary>Takes a field.</summary>
    public void Add(SenmlField field)
    {
        switch (field.Label)
        {
            case SenmlLabel.BaseName:
                SetText(NameStart, field);
                break;
            case SenmlLabel.BaseUnit:
                SetText(_baseUnit, field);
                break;
            case SenmlLabel.BaseTime:
                _hasBaseTime = IsOtherTime(field);
                break;
            case SenmlLabel.BaseValue:
                _hasBaseValue = true;
                Expect(field, SenmlValueType.Number);
                _baseValue.Set(field.Number);
                break;
            case SenmlLabel.Name:
                _hasName = true;
                SetText(Name, field);
                break;
            case SenmlLabel.Unit:
                SetText(_unit, field);
                break;
            case SenmlLabel.Time:
                _hasTime = IsOtherTime(field);
                break;
            case SenmlLabel.Value:
                SetType(field, SenmlValueType.Number);
                _value.Set(field.Number);
                break;
            case SenmlLabel.BooleanValue:
                SetType(field, SenmlValueType.Boolean);
                IsTrue = field.IsTrue;
                break;
            case SenmlLabel.StringValue:
                SetType(field, SenmlValueType.Text);
                _text?.Set(field.Text);
                break;
            case SenmlLabel.DataValue:
            case SenmlLabel.Sum:
                _type = SenmlValueType.Other;
                break;
        }
    }

    /// <summary>
    /// What names, units, times and numbers are made of is not left open (section 5): a pack with anything else is not valid.
    /// </summary>
    public void Expect(SenmlField field, SenmlValueType type)
    {
        IsMalformed |= field.Type != type;
    }

    /// <summary>Whether its unit is a channel's, or left out.</summary>
    public bool IsIn(string unit)
    {
        ByteSlice own = _unit.Length > 0 ? _unit : _baseUnit;
        return own.Length == 0 || (unit != null && own.Is(unit));
    }

    /// <summary>Whether the base name so far and its name are together a channel's full name, wherever they were parted.</summary>
    public bool IsNamed(string baseName, string channel)
    {
        int start = NameStart.Length;
        int length = start + Name.Length;
        if (length != baseName.Length + channel.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            int actual = i < start ? NameStart.At(i) : Name.At(i - start);
            int expected = i < baseName.Length ? baseName[i] : channel[i - baseName.Length];
            if (actual != expected)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Its value with the base value, in the exponent of a channel.</summary>
    /// <returns>Whether that is in the channel's range.</returns>
    public bool TryGetValue(Channel channel, out int value)
    {
        if (_type != SenmlValueType.Number)
        {
            _value.Set(0, 0);
        }

        if (_hasBaseValue)
        {
            _value.Add(_baseValue);
        }

        bool fits = _value.TryScale(channel.Exponent, out long scaled);
        value = (int)scaled;
        return fits && scaled >= channel.Min && scaled <= channel.Max;
    }

    private void SetType(SenmlField field, SenmlValueType type)
    {
        _type = field.Type == type ? type : SenmlValueType.Other;
    }

    private bool IsOtherTime(SenmlField field)
    {
        Expect(field, SenmlValueType.Number);
        return !field.Number.TryScale(-Channel.MaxExponent, out long time) || time != 0;
    }

    private void SetText(ByteSlice place, SenmlField field)
    {
        Expect(field, SenmlValueType.Text);
        place.Set(field.Text);
    }
}
