namespace Sensorcast.Reports;

/// <summary>Bars of one colour: one for each category of a chart.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Values">Their lengths; not a number where there is none.</param>
public sealed record BarGroup(string Name, IReadOnlyList<double> Values);
