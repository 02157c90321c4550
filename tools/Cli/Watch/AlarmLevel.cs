namespace Sensorcast.Cli.Watch;

/// <summary>The severity of a reading, by the levels that the board announces.</summary>
internal enum AlarmLevel
{
    None,
    Warning,
    Alarm,
}
