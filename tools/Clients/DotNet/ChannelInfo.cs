namespace Sensorcast.Client;

/// <summary>What the board has said about a channel.</summary>
/// <param name="Name">The full name, as in <see cref="Reading.Name"/>.</param>
/// <param name="Unit">The unit, if it has one.</param>
/// <param name="UpdateTime">The longest time from one reading to the next, if the board says it.</param>
/// <param name="IsSettable">Whether it can be set.</param>
/// <param name="Minimum">The least that it can be set to, in the channel's unit, if that is a number.</param>
/// <param name="Maximum">The most that it can be set to.</param>
/// <param name="Step">What a value is rounded to.</param>
public sealed record ChannelInfo(
    string Name, string? Unit, TimeSpan? UpdateTime, bool IsSettable, decimal? Minimum, decimal? Maximum, decimal? Step)
{
    /// <summary>What it can be set to beyond that; <see langword="null"/> when the board says no more.</summary>
    public ActuatorInfo? Actuator { get; init; }

    /// <summary>What people call it. It is text of the board and not checked.</summary>
    public string? Title { get; init; }

    /// <summary>What it is shown together with. It is text of the board and not checked.</summary>
    public string? Group { get; init; }

    /// <summary>What it is: one of the names of docs/readings.md, or one that a newer board knows.</summary>
    public string? Kind { get; init; }

    /// <summary>The lower end of where readings usually are.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper end of where readings usually are.</summary>
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
