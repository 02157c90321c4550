namespace Sensorcast.Cli.Terminals;

/// <summary>What a piece of text is there for; a terminal with colours shows it so.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Curve,
    Warning,
    Alarm,
}
