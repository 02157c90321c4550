using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>A sensor of one channel that waits.</summary>
internal sealed class SensorJob : DriverJob
{
    private readonly DrivenSensor _target;
    private readonly ChannelKind _kind;
    private int _value;
    private string _text;

    internal SensorJob(object sensor, ChannelKind kind, DrivenSensor target)
        : base(sensor)
    {
        _target = target;
        _kind = kind;
    }

    private protected override bool TryRead()
    {
        bool hasReading;
        switch (_kind)
        {
            case ChannelKind.Number:
                return ((ISensor)Driver).TryRead(out _value);
            case ChannelKind.Boolean:
                hasReading = ((IBooleanSensor)Driver).TryRead(out bool isTrue);
                _value = isTrue ? 1 : 0;
                return hasReading;
            default:
                hasReading = ((ITextSensor)Driver).TryRead(out _text);
                return hasReading && _text != null;
        }
    }

    private protected override void HandOver(long takenAt)
    {
        _target.Post(_value, _text, takenAt);
    }
}
