using System.Threading;

namespace Sensorcast.Drivers;

/// <summary>
/// A ring of fixed size that hands readings over from any number of threads to one, without a lock and without allocating anything. What
/// does not fit is counted.
/// </summary>
/// <remarks>
/// A thread claims a place by its number, fills it and then publishes it by storing that number in it; the taker takes a place only when
/// the number is the
/// one that comes next. Between filling and publishing, and between finding and taking, stands an <see cref="Interlocked"/> operation: on
/// a desktop a barrier,
/// on a board, whose threads change only between two instructions, no more than an instruction.
/// </remarks>
internal sealed class ReadingQueue
{
    private readonly int[] _values;
    private readonly long[] _times;
    private readonly int[] _numbers;
    private int _claimed;
    private int _taken;
    private int _lost;
    private int _barrier;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">How many readings it holds: a power of two, as numbers wrap around.</param>
    internal ReadingQueue(int capacity)
    {
        _values = new int[capacity];
        _times = new long[capacity];
        _numbers = new int[capacity];
    }

    /// <summary>How many readings did not fit.</summary>
    internal int Lost => Interlocked.CompareExchange(ref _lost, 0, 0);

    /// <summary>Adds a reading. From any thread.</summary>
    /// <returns><see langword="false"/> when there is no room; it is counted then.</returns>
    internal bool TryAdd(int value, long time)
    {
        int number;
        do
        {
            number = Interlocked.CompareExchange(ref _claimed, 0, 0);
            if (number - Interlocked.CompareExchange(ref _taken, 0, 0) >= _values.Length)
            {
                Interlocked.Increment(ref _lost);
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _claimed, number + 1, number) != number);

        int index = number & (_values.Length - 1);
        _values[index] = value;
        _times[index] = time;
        Interlocked.Exchange(ref _barrier, 0);
        _numbers[index] = number + 1;
        return true;
    }

    /// <summary>Looks at the oldest reading. On the taker's thread.</summary>
    internal bool TryPeek(out int value, out long time)
    {
        int index = _taken & (_values.Length - 1);
        bool isThere = _numbers[index] == _taken + 1;
        Interlocked.Exchange(ref _barrier, 0);
        value = isThere ? _values[index] : 0;
        time = isThere ? _times[index] : 0;
        return isThere;
    }

    /// <summary>Removes the oldest reading, which has been looked at.</summary>
    internal void Remove()
    {
        Interlocked.Increment(ref _taken);
    }

    /// <summary>Takes the oldest reading. On the taker's thread.</summary>
    internal bool TryTake(out int value, out long time)
    {
        bool isThere = TryPeek(out value, out time);
        if (isThere)
        {
            Remove();
        }

        return isThere;
    }
}
