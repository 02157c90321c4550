using Sensorcast.Simulator.Checks;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>
/// When the readings of a channel of batches may have been taken: one interval after the other, led after the clock by at most half an
/// interval a batch; and after a loss at the time of the step. In microseconds of the server's clock.
/// </summary>
internal sealed class BatchModel(World world, SimulatedSensor sensor)
{
    private long _least = long.MinValue;
    private long _most;
    private long? _told;

    /// <summary>Checks a batch's base time.</summary>
    /// <returns>What it must be, in microseconds since 1970; 0 while that is not known.</returns>
    public long Check(Witness witness, decimal? baseTime)
    {
        long zero = world.Clock.UnixMicrosecondsAt(0);
        if (zero == 0 || baseTime is null)
        {
            return zero;
        }

        // All clients are told the same.
        long time = (long)(baseTime.Value * 1_000_000) - zero;
        _told ??= time;
        (long least, long most) = Bounds();
        bool mayBeLate = Now - least > Longest;
        bool isRight = (time == Now && mayBeLate) || (time >= least && time <= most);
        witness.Check(isRight, "batch-time", $"gets a batch of {sensor.Plan.Name} at {time} us, not in {least} to {most}");
        long ahead = time - Now;
        witness.Check(ahead <= Longest && ahead >= -Longest, "batch-time", $"gets a batch of {sensor.Plan.Name} {ahead} us from now");
        return zero + _told.Value;
    }

    public void EndStep()
    {
        (long least, long most) = Bounds();
        (_least, _most) = _told is { } told ? (told, told) : (least, Math.Max(most, Now));
        _told = null;
    }

    private long Now => world.StepTime * 1000;

    /// <summary>What a full batch takes: those of two periods. Who is later than that has lost some.</summary>
    private long Longest => 2L * sensor.Plan.Period * 1000 / sensor.Plan.Interval * sensor.Plan.Interval;

    private (long Min, long Max) Bounds()
    {
        if (_least == long.MinValue)
        {
            return (Now - Longest - sensor.Plan.Interval, Now + (sensor.Plan.Interval / 2));
        }

        long length = sensor.Batch.Length * (long)sensor.Plan.Interval;
        long half = sensor.Plan.Interval / 2;
        return (_least + length - half, _most + length + half);
    }
}
