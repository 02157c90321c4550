namespace Sensorcast.Telemetry.Actuation;

/// <summary>
/// What a client's pack asks to be set. A <see cref="PackReader"/> passes it the fields one by one; base fields are resolved (RFC 8428
/// section 4.6) and each value is checked against its channel, so that the whole pack is checked before anything is set. Allocates nothing
/// after its construction.
/// </summary>
public sealed class ActuationPack
{
    /// <summary>The maximum number of settings that a pack may have.</summary>
    public const int MaxSettings = 16;

    private const int SupportedVersion = 10;

    private readonly Channel[] _channels;
    private readonly string _baseName;
    private readonly int[] _indexes = new int[MaxSettings];
    private readonly int[] _values = new int[MaxSettings];

    // Null where no channel can be set to a text.
    private readonly string[] _texts;
    private readonly ActuationRecord _record;

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
                _texts = new string[MaxSettings];
            }
        }

        _record = new ActuationRecord(_texts != null);
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
        _record.StartPack();
    }

    internal void Add(SenmlField field)
    {
        switch (field.Label)
        {
            case SenmlLabel.BaseVersion:
                _record.Expect(field, SenmlValueType.Number);
                if (!field.Number.TryScale(0, out long version) || version > SupportedVersion)
                {
                    Fail(ActuationError.NotUnderstood);
                }

                break;
            case SenmlLabel.SequenceNumber:
                SetSequence(field);
                break;
            case SenmlLabel.MustUnderstand:
                Fail(ActuationError.NotUnderstood);
                break;
            default:
                _record.Add(field);
                break;
        }
    }

    internal void EndRecord()
    {
        if (!_record.IsEmpty)
        {
            AddSetting(FindChannel());
        }

        _record.Start();
    }

    /// <summary>Ends a record that has a value and no name: it sets a channel that is known from elsewhere.</summary>
    /// <param name="channel">The channel's index.</param>
    internal void EndRecordOf(int channel)
    {
        AddSetting(channel);
        _record.Start();
    }

    /// <summary>Ends the pack.</summary>
    /// <returns>Whether every field was of its type.</returns>
    internal bool End()
    {
        return !_record.IsMalformed;
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
        value = _record.IsTrue ? 1 : 0;
        if (channel.Actuator == null)
        {
            return ActuationError.NotSettable;
        }

        if (_record.Type != SettableType(channel.Kind))
        {
            return ActuationError.WrongType;
        }

        if (!_record.IsIn(channel.Unit))
        {
            return ActuationError.WrongUnit;
        }

        if (_record.HasTime)
        {
            return ActuationError.TimeNotSupported;
        }

        return IsAllowed(channel, ref value) ? ActuationError.None : ActuationError.OutOfRange;
    }

    private static SenmlValueType SettableType(ChannelKind kind)
    {
        switch (kind)
        {
            case ChannelKind.Number:
                return SenmlValueType.Number;
            case ChannelKind.Text:
                return SenmlValueType.Text;
            default:
                return SenmlValueType.Boolean;
        }
    }

    private bool IsAllowed(Channel channel, ref int value)
    {
        Control control = channel.Actuator as Control;
        switch (channel.Kind)
        {
            case ChannelKind.Boolean:
                return control == null || !control.IsButton || _record.IsTrue;
            case ChannelKind.Text:
                // There is room for it, or for none: then the pack is refused for that.
                string text = SettableText.Accept(control, _record.Text);
                if (Count < MaxSettings)
                {
                    _texts[Count] = text;
                }

                return text != null;
            default:
                bool isInRange = _record.TryGetValue(channel, out value);
                value = isInRange && control != null ? control.Round(value, channel.Min, channel.Max) : value;
                return isInRange;
        }
    }

    private int FindChannel()
    {
        for (int i = 0; i < _channels.Length; i++)
        {
            if (_record.IsNamed(_baseName, _channels[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Notes why nothing is set. The first reason counts.</summary>
    private void Fail(ActuationError error)
    {
        if (Error == ActuationError.None)
        {
            Error = error;
            FaultStart.Set(_record.NameStart);
            FaultName.Set(_record.Name);
        }
    }

    private void SetSequence(SenmlField field)
    {
        long sequence = 0;
        bool isSequence = field.Type == SenmlValueType.Number && field.Number.TryScale(0, out sequence) && sequence >= 0
            && sequence <= uint.MaxValue;
        _record.IsMalformed |= !isSequence;
        HasSequence = isSequence;
        Sequence = (uint)sequence;
    }
}
