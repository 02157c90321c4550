using System;

namespace Sensorcast.Drivers;

/// <summary>
/// Gives the batches of a driver to several channels: it is read when the first of them is due, and the others get what it has read, with
/// the same times. They have one period and one interval.
/// </summary>
public sealed class SharedBatchDriver
{
    private readonly IBatchDriver _driver;
    private readonly int[][] _values;
    private readonly SharedRound _round;
    private int _count;

    /// <summary>Shares a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="count">How many values it has, at least 1.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public SharedBatchDriver(IBatchDriver driver, int count)
    {
        if (count < 1)
        {
            throw new ArgumentException("A driver has at least one value");
        }

        _driver = driver;
        _values = new int[count][];
        _round = new SharedRound(count);
    }

    internal int Read(int index, int[] values)
    {
        if (_round.Begins(index))
        {
            Fetch(values.Length);
        }

        int count = _count < values.Length ? _count : values.Length;
        Array.Copy(_values[index], values, count);
        return count;
    }

    private void Fetch(int capacity)
    {
        if (_values[0] == null)
        {
            // How many readings two periods have, only the channel knows.
            for (int i = 0; i < _values.Length; i++)
            {
                _values[i] = new int[capacity];
            }
        }

        _count = 0;
        int count = _driver.Read(_values);
        int max = _values[0].Length;
        _count = count < 0 ? 0 : count > max ? max : count;
    }
}
