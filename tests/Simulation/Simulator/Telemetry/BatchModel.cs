using Sensorcast.Simulator.Checks;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>
/// When the readings of a channel of batches may have been taken: one interval after the other, led after the clock by at most half an
/// interval a batch; and after a loss at the time of the step. In microseconds of the server's clock.
/// </summary>
internal sealed class BatchModel(World world, SimulatedSensor sensor)
{
    private long _min = long.MinValue;
    private long _max;
    private long? _reported;

    /// <summary>Checks a batch's base time.</summary>
    /// <returns>What it must be, in microseconds since 1970; 0 while that is not known.</returns>
    public long Check(Witness witness, decimal? baseTime)
    {
        long zero = world.Clock.UnixMicrosecondsAt(0);
        if (zero == 0 || baseTime is null)
        {
            return zero;
        }

        // All clients get the same batch.
        long time = (long)(baseTime.Value * 1_000_000) - zero;
        _reported ??= time;
        (long min, long max) = Bounds();
        bool mayBeLate = Now - min > Longest;
        bool isRight = (time == Now && mayBeLate) || (time >= min && time <= max);
        witness.Check(isRight, "batch-time", $"gets a batch of {sensor.Plan.Name} at {time} us, not in {min} to {max}");
        long ahead = time - Now;
        witness.Check(ahead <= Longest && ahead >= -Longest, "batch-time", $"gets a batch of {sensor.Plan.Name} {ahead} us from now");
        return zero + _reported.Value;
    }

    public void EndStep()
    {
        (long min, long max) = Bounds();
        (_min, _max) = _reported is { } reported ? (reported, reported) : (min, Math.Max(max, Now));
        _reported = null;
    }

    private long Now => world.StepTime * 1000;

    /// <summary>The number of readings in a full batch: those of two periods. A later step has lost some.</summary>
    private long Longest => 2L * sensor.Plan.Period * 1000 / sensor.Plan.Interval * sensor.Plan.Interval;

    private (long Min, long Max) Bounds()
    {
        if (_min == long.MinValue)
        {
            return (Now - Longest - sensor.Plan.Interval, Now + (sensor.Plan.Interval / 2));
        }

        long length = sensor.Batch.Length * (long)sensor.Plan.Interval;
        long half = sensor.Plan.Interval / 2;
        return (_min + length - half, _max + length + half);
    }
}
