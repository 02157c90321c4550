namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>
/// A parameter; the lists leave names out. It is passed by "ref", "out", "params" or "", and its default, if it has one,
/// stands as the list writes it.
/// </summary>
internal sealed record ApiParameter(string Passing, string Type, string? Default);
