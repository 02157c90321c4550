using System.Threading;
using Sensorcast.Server;

namespace Sensorcast.Drivers;

/// <summary>
/// Counts pulses, of an energy meter, a flow sensor or an anemometer: a handler of interrupts adds them, from any thread. Its total and its
/// rate are the sensors of channels.
/// </summary>
public sealed class PulseCounter
{
    private int _count;
    private int _lastTime;
    private IClock _clock;

    internal int Count => Interlocked.CompareExchange(ref _count, 0, 0);

    /// <summary>When the last pulse was, the low 32 bits of milliseconds of the server's clock.</summary>
    internal int LastTime => Interlocked.CompareExchange(ref _lastTime, 0, 0);

    /// <summary>Counts a pulse. From any thread; takes no lock and allocates nothing.</summary>
    public void Add()
    {
        IClock clock = _clock;
        if (clock != null)
        {
            Interlocked.Exchange(ref _lastTime, (int)clock.Milliseconds);
        }

        Interlocked.Increment(ref _count);
    }

    /// <summary>Says what the pulses' times are read from.</summary>
    internal void UseClock(IClock clock)
    {
        _clock = clock;
    }
}
