namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Octets that are sent.</summary>
/// <param name="Octets">The octets.</param>
/// <param name="Chop">How many go out at a time; 0 for all at once.</param>
/// <param name="Times">How often they are sent, each time after the answer to the last.</param>
internal sealed record Step(byte[] Octets, int Chop = 0, int Times = 1)
{
    /// <summary>
    /// Whether a second passes before the next step, unless the server closes. That shows how soon it answers, and how soon it fails the
    /// connection.
    /// </summary>
    public bool Pauses { get; init; }

    /// <summary>With <see cref="Pauses"/>: how many answers have come when it is over.</summary>
    public int AnswersByThen { get; init; }
}
