namespace Sensorcast.Cli.Terminals;

/// <summary>The role of a piece of text, which decides its colour.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Curve,
    Warning,
    Alarm,
}
