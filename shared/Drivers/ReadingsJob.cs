namespace Sensorcast.Drivers;

/// <summary>A driver of several channels that waits.</summary>
internal sealed class ReadingsJob : DriverJob
{
    private readonly DriverReadings _readings;
    private readonly WaitingSensor[] _targets;

    internal ReadingsJob(IDriver driver, int count, DriverThread thread)
        : base(driver)
    {
        _readings = new DriverReadings(count);
        _targets = new WaitingSensor[count];
        for (int i = 0; i < count; i++)
        {
            _targets[i] = new WaitingSensor(this, thread);
        }
    }

    internal WaitingSensor Target(int index)
    {
        return _targets[index];
    }

    private protected override bool TryRead()
    {
        _readings.Clear();
        ((IDriver)Driver).Read(_readings);
        bool hasAny = false;
        for (int i = 0; i < _readings.Count; i++)
        {
            hasAny |= _readings.TryGet(i, out _);
        }

        return hasAny;
    }

    private protected override void HandOver(long takenAt)
    {
        for (int i = 0; i < _targets.Length; i++)
        {
            if (_readings.TryGet(i, out int value))
            {
                _targets[i].Post(value, null, takenAt);
            }
        }
    }
}
