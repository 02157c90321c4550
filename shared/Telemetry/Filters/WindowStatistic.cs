namespace Sensorcast.Telemetry.Filters;

/// <summary>What a <see cref="WindowFilter"/> says of the last readings.</summary>
public enum WindowStatistic
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The middle one in order; of an even number, the mean of the two in the middle.</summary>
    Median,

    /// <summary>The lowest.</summary>
    Lowest,

    /// <summary>The highest.</summary>
    Highest,
}
