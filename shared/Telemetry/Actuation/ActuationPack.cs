namespace Sensorcast.Telemetry.Actuation;

/// <summary>
/// What a client's pack asks to be set. A <see cref="PackReader"/> passes it the fields one by one; base fields are resolved (RFC 8428
/// section 4.6) and each value is checked against its channel, so that the whole pack is checked before anything is set. Allocates nothing
/// after its construction.
/// </summary>
public sealed class ActuationPack
{
    /// <summary>The most settings that a pack may have.</summary>
    public const int MaxSettings = 16;

    private const int SupportedVersion = 10;

    private readonly Channel[] _channels;
    private readonly string _baseName;
    private readonly int[] _indexes = new int[MaxSettings];
    private readonly int[] _values = new int[MaxSettings];

    // Null where no channel can be set to a text.
    private readonly string[] _texts;
    private readonly ByteSlice _text;

    // The base fields so far.
    private readonly ByteSlice _nameStart = new ByteSlice();
    private readonly ByteSlice _baseUnit = new ByteSlice();
    private readonly DecimalNumber _baseValue = new DecimalNumber();
    private bool _hasBaseValue;
    private bool _hasBaseTime;

    // The record that is being read.
    private readonly ByteSlice _name = new ByteSlice();
    private readonly ByteSlice _unit = new ByteSlice();
    private readonly DecimalNumber _value = new DecimalNumber();
    private SenmlValueType _type;
    private bool _isTrue;
    private bool _hasName;
    private bool _hasTime;

    private bool _isMalformed;

    /// <summary>Makes an empty pack.</summary>
    /// <param name="channels">The channels; those with an actuator can be set.</param>
    /// <param name="baseName">What their full names start with.</param>
    public ActuationPack(Channel[] channels, string baseName)
    {
        _channels = channels;
        _baseName = baseName;
        foreach (Channel channel in channels)
        {
            if (channel.Kind == ChannelKind.Text && channel.Actuator != null)
            {
                _text = new ByteSlice();
                _texts = new string[MaxSettings];
            }
        }
    }

    /// <summary>How many settings there are.</summary>
    public int Count { get; private set; }

    /// <summary>Why nothing is to be set.</summary>
    public ActuationError Error { get; private set; }

    /// <summary>Whether the pack has a number, with which it is acknowledged.</summary>
    public bool HasSequence { get; private set; }

    /// <summary>The number.</summary>
    public uint Sequence { get; private set; }

    /// <summary>How the full name of the record at fault starts. Its length is 0 when no record is at fault.</summary>
    internal ByteSlice FaultStart { get; } = new ByteSlice();

    /// <summary>How it goes on.</summary>
    internal ByteSlice FaultName { get; } = new ByteSlice();

    /// <summary>The index of the channel that a setting is for.</summary>
    /// <param name="setting">The setting's number, from 0 to one before <see cref="Count"/>.</param>
    /// <returns>The channel's index.</returns>
    public int ChannelOf(int setting)
    {
        return _indexes[setting];
    }

    /// <summary>What a setting sets its channel to.</summary>
    /// <param name="setting">The setting's number, from 0 to one before <see cref="Count"/>.</param>
    /// <returns>The value, in the channel's exponent and range; of a boolean channel 1 or 0.</returns>
    public int ValueOf(int setting)
    {
        return _values[setting];
    }

    /// <summary>Sets the channel of a setting.</summary>
    /// <param name="setting">The setting's number, from 0 to one before <see cref="Count"/>.</param>
    /// <returns>Whether its actuator could.</returns>
    internal bool TrySet(int setting)
    {
        Channel channel = _channels[_indexes[setting]];
        return channel.Kind == ChannelKind.Text
            ? ((Control)channel.Actuator).TrySet(_texts[setting])
            : channel.Actuator.TrySet(_values[setting]);
    }

    internal void Start()
    {
        Count = 0;
        Error = ActuationError.None;
        HasSequence = false;
        FaultStart.Clear();
        FaultName.Clear();
        _nameStart.Clear();
        _baseUnit.Clear();
        _hasBaseValue = false;
        _hasBaseTime = false;
        _isMalformed = false;
        StartRecord();
    }

    internal void Add(SenmlField field)
    {
        switch (field.Label)
        {
            case SenmlLabel.BaseName:
                SetText(_nameStart, field);
                break;
            case SenmlLabel.BaseUnit:
                SetText(_baseUnit, field);
                break;
            case SenmlLabel.BaseTime:
                _hasBaseTime = IsOtherTime(field);
                break;
            case SenmlLabel.BaseValue:
                _hasBaseValue = true;
                SetNumber(_baseValue, field);
                break;
            case SenmlLabel.BaseVersion:
                Expect(field, SenmlValueType.Number);
                if (!field.Number.TryScale(0, out long version) || version > SupportedVersion)
                {
                    Fail(ActuationError.NotUnderstood);
                }

                break;
            case SenmlLabel.Name:
                _hasName = true;
                SetText(_name, field);
                break;
            case SenmlLabel.Unit:
                SetText(_unit, field);
                break;
            case SenmlLabel.Time:
                _hasTime = IsOtherTime(field);
                break;
            case SenmlLabel.Value:
                _type = field.Type == SenmlValueType.Number ? SenmlValueType.Number : SenmlValueType.Other;
                _value.Set(field.Number);
                break;
            case SenmlLabel.BooleanValue:
                _type = field.Type == SenmlValueType.Boolean ? SenmlValueType.Boolean : SenmlValueType.Other;
                _isTrue = field.IsTrue;
                break;
            case SenmlLabel.StringValue:
                _type = field.Type == SenmlValueType.Text ? SenmlValueType.Text : SenmlValueType.Other;
                _text?.Set(field.Text);
                break;
            case SenmlLabel.DataValue:
            case SenmlLabel.Sum:
                _type = SenmlValueType.Other;
                break;
            case SenmlLabel.SequenceNumber:
                SetSequence(field);
                break;
            case SenmlLabel.MustUnderstand:
                Fail(ActuationError.NotUnderstood);
                break;
        }
    }

    internal void EndRecord()
    {
        // A record of base fields alone sets nothing. A value that is missing where there is a base value is 0 (section 4.5.4).
        if (_type != SenmlValueType.None || _hasName)
        {
            AddSetting(FindChannel());
        }

        StartRecord();
    }

    /// <summary>Ends a record that has a value and no name: it sets a channel that is known from elsewhere.</summary>
    /// <param name="channel">The channel's index.</param>
    internal void EndRecordOf(int channel)
    {
        AddSetting(channel);
        StartRecord();
    }

    /// <summary>Ends the pack.</summary>
    /// <returns>Whether every field was of its type.</returns>
    internal bool End()
    {
        return !_isMalformed;
    }

    private void StartRecord()
    {
        _name.Clear();
        _unit.Clear();
        _type = SenmlValueType.None;
        _hasName = false;
        _hasTime = false;
    }

    private void AddSetting(int index)
    {
        int value = 0;
        ActuationError error = index < 0 ? ActuationError.UnknownName : Check(_channels[index], out value);
        if (error != ActuationError.None)
        {
            Fail(error);
        }
        else if (Count == MaxSettings)
        {
            Fail(ActuationError.TooManyRecords);
        }
        else
        {
            _indexes[Count] = index;
            _values[Count] = value;
            Count++;
        }
    }

    private ActuationError Check(Channel channel, out int value)
    {
        value = _isTrue ? 1 : 0;
        if (channel.Actuator == null)
        {
            return ActuationError.NotSettable;
        }

        bool isNumber = _type == SenmlValueType.Number || (_type == SenmlValueType.None && _hasBaseValue);
        bool isOfKind = channel.Kind == ChannelKind.Number ? isNumber
            : _type == (channel.Kind == ChannelKind.Text ? SenmlValueType.Text : SenmlValueType.Boolean);
        if (!isOfKind)
        {
            return ActuationError.WrongType;
        }

        ByteSlice unit = _unit.Length > 0 ? _unit : _baseUnit;
        if (unit.Length > 0 && (channel.Unit == null || !unit.Is(channel.Unit)))
        {
            return ActuationError.WrongUnit;
        }

        if (_hasTime || _hasBaseTime)
        {
            return ActuationError.TimeNotSupported;
        }

        return IsAllowed(channel, ref value) ? ActuationError.None : ActuationError.OutOfRange;
    }

    private bool IsAllowed(Channel channel, ref int value)
    {
        Control control = channel.Actuator as Control;
        switch (channel.Kind)
        {
            case ChannelKind.Boolean:
                return control == null || !control.IsButton || _isTrue;
            case ChannelKind.Text:
                // There is room for it, or for none: then the pack is refused for that.
                string text = SettableText.Accept(control, _text);
                if (Count < MaxSettings)
                {
                    _texts[Count] = text;
                }

                return text != null;
            default:
                bool isInRange = TryGetValue(channel, out value);
                value = isInRange && control != null ? control.Round(value, channel.Min, channel.Max) : value;
                return isInRange;
        }
    }

    private bool TryGetValue(Channel channel, out int value)
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

    private int FindChannel()
    {
        for (int i = 0; i < _channels.Length; i++)
        {
            if (IsNamed(_channels[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the base name so far and the record's name are together a channel's full name, wherever they were parted.</summary>
    private bool IsNamed(string channel)
    {
        int start = _nameStart.Length;
        int length = start + _name.Length;
        if (length != _baseName.Length + channel.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            int actual = i < start ? _nameStart.At(i) : _name.At(i - start);
            int expected = i < _baseName.Length ? _baseName[i] : channel[i - _baseName.Length];
            if (actual != expected)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Notes why nothing is set. The first reason counts.</summary>
    private void Fail(ActuationError error)
    {
        if (Error == ActuationError.None)
        {
            Error = error;
            FaultStart.Set(_nameStart);
            FaultName.Set(_name);
        }
    }

    private void SetSequence(SenmlField field)
    {
        long sequence = 0;
        Expect(field, SenmlValueType.Number);
        bool isSequence = field.Type == SenmlValueType.Number && field.Number.TryScale(0, out sequence) && sequence >= 0
            && sequence <= uint.MaxValue;
        _isMalformed |= !isSequence;
        HasSequence = isSequence;
        Sequence = (uint)sequence;
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

    private void SetNumber(DecimalNumber place, SenmlField field)
    {
        Expect(field, SenmlValueType.Number);
        place.Set(field.Number);
    }

    /// <summary>
    /// What names, units, times and numbers are made of is not left open (section 5): a pack with anything else is not valid.
    /// </summary>
    private void Expect(SenmlField field, SenmlValueType type)
    {
        _isMalformed |= field.Type != type;
    }
}
