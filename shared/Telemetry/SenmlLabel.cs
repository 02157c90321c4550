namespace Sensorcast.Telemetry;

/// <summary>The labels of SenML: those of RFC 8428 table 4 as in CBOR, and ours, which are text in both encodings (section 4.4).</summary>
internal static class SenmlLabel
{
    internal const int BaseSum = -6;
    internal const int BaseValue = -5;
    internal const int BaseUnit = -4;
    internal const int BaseTime = -3;
    internal const int BaseName = -2;
    internal const int BaseVersion = -1;
    internal const int Name = 0;
    internal const int Unit = 1;
    internal const int Value = 2;
    internal const int StringValue = 3;
    internal const int BooleanValue = 4;
    internal const int Sum = 5;
    internal const int Time = 6;
    internal const int UpdateTime = 7;
    internal const int DataValue = 8;

    // Of fields whose label has no number.
    internal const int SequenceNumber = 100;
    internal const int MustUnderstand = 101;
    internal const int Unknown = 102;

    /// <summary>The number of a live pack, and of a client's pack that is to be acknowledged.</summary>
    internal const string Sequence = "seq";

    /// <summary>Says that the channel can be set.</summary>
    internal const string Settable = "set";

    /// <summary>The smallest value that it can be set to.</summary>
    internal const string Min = "min";

    /// <summary>The greatest value that it can be set to.</summary>
    internal const string Max = "max";

    /// <summary>What a value that it is set to is a multiple of.</summary>
    internal const string Step = "step";

    /// <summary>The maximum size of a text that it is set to, in bytes of UTF-8.</summary>
    internal const string MaxLength = "maxlen";

    /// <summary>The texts that it can be set to.</summary>
    internal const string Options = "options";

    /// <summary>Says that it is pressed, and has nothing to read.</summary>
    internal const string Button = "button";

    /// <summary>Says that people are asked before it is pressed.</summary>
    internal const string Confirm = "confirm";

    /// <summary>The maximum time until the reading has followed what it was set to.</summary>
    internal const string Takes = "takes";

    /// <summary>What people call the channel.</summary>
    internal const string Title = "title";

    /// <summary>What it is shown together with.</summary>
    internal const string Group = "group";

    /// <summary>What it is: one of a fixed list.</summary>
    internal const string Kind = "kind";

    /// <summary>Where its readings usually are.</summary>
    internal const string ExpectedMin = "low";

    /// <summary>Where its readings usually are.</summary>
    internal const string ExpectedMax = "high";

    /// <summary>Below what readings deserve attention.</summary>
    internal const string WarningMin = "warnlow";

    /// <summary>Above what readings deserve attention.</summary>
    internal const string WarningMax = "warnhigh";

    /// <summary>Below what readings are dangerous.</summary>
    internal const string AlarmMin = "alarmlow";

    /// <summary>Above what readings are dangerous.</summary>
    internal const string AlarmMax = "alarmhigh";
}
