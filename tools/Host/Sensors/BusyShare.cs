using Sensorcast.Telemetry;

namespace Sensorcast.Host.Sensors;

/// <summary>The share of time in which something was busy, between one reading and the next.</summary>
public abstract class BusyShare : ISensor
{
    /// <summary>The unit of a reading: ten-thousandths, so that 1234 is 12.34 percent.</summary>
    public const int Exponent = -4;

    private const int Whole = 10_000;

    private long _lastBusy;
    private long _lastTotal;
    private bool _hasLast;

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = 0;
        if (!TryReadTimes(out long busy, out long total))
        {
            return false;
        }

        bool hasShare = _hasLast && total > _lastTotal;
        if (hasShare)
        {
            // The kernel's counters may differ by a tick.
            value = (int)Math.Clamp((busy - _lastBusy) * Whole / (total - _lastTotal), 0, Whole);
        }

        (_lastBusy, _lastTotal, _hasLast) = (busy, total, true);
        return hasShare;
    }

    /// <summary>Reads two counters that only grow, in the same unit.</summary>
    /// <param name="busy">The time that was spent busy.</param>
    /// <param name="total">The whole time.</param>
    /// <returns><see langword="false"/> when they cannot be read now.</returns>
    protected abstract bool TryReadTimes(out long busy, out long total);
}
