namespace Sensorcast.Cli.Watch;

/// <summary>How grave a reading is, by the levels that the board announces.</summary>
internal enum AlarmLevel
{
    None,
    Warning,
    Alarm,
}
