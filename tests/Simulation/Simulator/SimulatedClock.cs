using Sensorcast.Server;

namespace Sensorcast.Simulator;

/// <summary>A clock that only the simulation moves. The wall clock is not set before a while, as on a board that waits for SNTP.</summary>
internal sealed class SimulatedClock : IClock
{
    private const long UnixStart = 1_763_877_600_125;

    private readonly long _start;
    private readonly long _wallClockSetAt;

    public SimulatedClock(long start, long wallClockSetAt)
    {
        _start = start;
        _wallClockSetAt = wallClockSetAt;
        Milliseconds = start;
    }

    public long Milliseconds { get; private set; }

    public long UnixMilliseconds => UnixAt(Milliseconds);

    /// <summary>The time of day at a moment, as far as it is known now.</summary>
    public long UnixAt(long milliseconds) => Milliseconds < _wallClockSetAt ? 0 : UnixStart + milliseconds - _start;

    /// <summary>The same in microseconds.</summary>
    public long UnixMicrosecondsAt(long microseconds) => UnixMilliseconds == 0 ? 0 : ((UnixStart - _start) * 1000) + microseconds;

    public void Advance(long milliseconds) => Milliseconds += milliseconds;
}
