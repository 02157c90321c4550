using System;

namespace Sensorcast.Drivers;

/// <summary>
/// Which of several channels that share a driver has it read: the one that was the first of all, and one that comes again before it.
/// A read that fails, or one more that a setting has requested, so lets none of them lag a round behind the others.
/// </summary>
internal sealed class SharedRound
{
    private readonly bool[] _isTaken;
    private int _first = -1;

    internal SharedRound(int count)
    {
        _isTaken = new bool[count];
    }

    /// <summary>Takes the value of an index.</summary>
    /// <returns>Whether the driver is to be read before.</returns>
    internal bool Begins(int index)
    {
        _first = _first < 0 ? index : _first;
        bool begins = index == _first || _isTaken[index];
        if (begins)
        {
            Array.Clear(_isTaken, 0, _isTaken.Length);
        }

        _isTaken[index] = true;
        return begins;
    }
}
