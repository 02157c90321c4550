namespace Sensorcast.Cli.Terminals;

/// <summary>A text at a column of a line.</summary>
/// <param name="Column">Its first cell, from 0.</param>
/// <param name="Text">The text.</param>
/// <param name="Tone">How it is shown.</param>
internal readonly record struct Piece(int Column, string Text, Tone Tone);
