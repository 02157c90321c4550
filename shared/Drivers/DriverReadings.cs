namespace Sensorcast.Drivers;

/// <summary>What a driver has read at once.</summary>
public sealed class DriverReadings
{
    private readonly int[] _values;
    private readonly bool[] _isSet;

    internal DriverReadings(int count)
    {
        _values = new int[count];
        _isSet = new bool[count];
    }

    internal int Count => _values.Length;

    /// <summary>Sets a value.</summary>
    /// <param name="index">Which one: the index that its channel asks for.</param>
    /// <param name="value">The reading, in units of ten to the power of the channel's exponent.</param>
    public void Set(int index, int value)
    {
        _values[index] = value;
        _isSet[index] = true;
    }

    /// <summary>Sets a value that is true or false.</summary>
    /// <param name="index">Which one: the index that its channel asks for.</param>
    /// <param name="value">The reading.</param>
    public void Set(int index, bool value)
    {
        Set(index, value ? 1 : 0);
    }

    internal void Clear()
    {
        for (int i = 0; i < _isSet.Length; i++)
        {
            _isSet[i] = false;
        }
    }

    internal bool TryGet(int index, out int value)
    {
        value = _values[index];
        return _isSet[index];
    }
}
