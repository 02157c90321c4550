namespace Sensorcast.Client;

/// <summary>The board's description of a channel.</summary>
/// <param name="Name">The full name, as in <see cref="Reading.Name"/>.</param>
/// <param name="Unit">The unit, if it has one.</param>
/// <param name="UpdateTime">The maximum time from one reading to the next, if the board gives it.</param>
/// <param name="IsSettable">Whether it can be set.</param>
/// <param name="Minimum">The smallest value that it can be set to, in the channel's unit, if it takes numbers.</param>
/// <param name="Maximum">The largest value that it can be set to.</param>
/// <param name="Step">The step that a value is rounded to.</param>
public sealed record ChannelInfo(
    string Name, string? Unit, TimeSpan? UpdateTime, bool IsSettable, decimal? Minimum, decimal? Maximum, decimal? Step)
{
    /// <summary>What else describes the actuator; <see langword="null"/> if the board gives nothing more.</summary>
    public ActuatorInfo? Actuator { get; init; }

    /// <summary>Its title for people: text of the board, not checked.</summary>
    public string? Title { get; init; }

    /// <summary>The group that it is shown in: text of the board, not checked.</summary>
    public string? Group { get; init; }

    /// <summary>Its kind: one of the names of docs/readings.md, or one that a newer board knows.</summary>
    public string? Kind { get; init; }

    /// <summary>The lower end of the usual range of readings.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper end of the usual range of readings.</summary>
    public decimal? High { get; init; }

    /// <summary>Below it, readings deserve attention.</summary>
    public decimal? WarnLow { get; init; }

    /// <summary>Above it, readings deserve attention.</summary>
    public decimal? WarnHigh { get; init; }

    /// <summary>Below it, readings are dangerous.</summary>
    public decimal? AlarmLow { get; init; }

    /// <summary>Above it, readings are dangerous.</summary>
    public decimal? AlarmHigh { get; init; }
}
