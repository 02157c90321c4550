using CsCheck;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Channels of every kind over the whole ranges of what describes them.</summary>
internal static class ChannelGen
{
    private const string NameCharacters = "abcxyzABCXYZ0189-:./_";

    private static readonly SilentSensor Sensor = new();

    internal static readonly Gen<int> Value = Gen.Frequency(
        (3, Gen.Int), (2, Gen.Int[-100000, 100000]),
        (1, Gen.OneOf(0, 1, -1, 23, 24, -24, -25, 255, 256, 65535, 65536, int.MaxValue, int.MinValue)));

    internal static readonly Gen<string> Name = Gen.String[Gen.OneOf(NameCharacters.ToCharArray()), 1, Channel.MaxNameLength];

    private static readonly Gen<string> Unit = Gen.OneOf("Cel", "%RH", "m/s", "A", "dBm", "%/()-%/()-%/()-%");

    private static readonly Gen<int> Exponent = Gen.Int[-Channel.MaxExponent, Channel.MaxExponent];

    private static readonly Gen<int> Period =
        Gen.Frequency((2, Gen.Int[1, 100000]), (1, Gen.Int[1, 100].Select(s => s * 1000)), (1, Gen.Int[1, int.MaxValue]));

    /// <summary>The smallest and the largest value that a channel can be set to.</summary>
    private static readonly Gen<(int Min, int Max)?> Range = Gen.Frequency(
        (1, Gen.Const(((int, int)?)null)),
        (1, Gen.Select(Value, Value).Where((a, b) => a != b).Select((a, b) => ((int, int)?)(Math.Min(a, b), Math.Max(a, b)))));

    private static readonly Gen<Channel> Number = Gen.Select(Name, Unit, Exponent, Period, Range, (name, unit, exponent, period, range) =>
    {
        var channel = new Channel(name, unit, exponent, period, (ISensor)Sensor);
        return range is var (min, max) ? channel.SetBy(Sensor, min, max) : channel;
    });

    private static readonly Gen<Channel> Boolean = Gen.Select(Name, Period, Gen.Bool, (name, period, isSettable) =>
    {
        var channel = new Channel(name, period, (IBooleanSensor)Sensor);
        return isSettable ? channel.SetBy(Sensor) : channel;
    });

    private static readonly Gen<Channel> Text = Gen.Select(Name, Period, (name, period) => new Channel(name, period, (ITextSensor)Sensor));

    private static readonly Gen<Channel> Batch = Gen.Select(
        Name,
        Unit,
        Exponent,
        Gen.Int[1, 10000],
        Gen.Int[1, 100],
        (name, unit, exponent, period, readings) =>
            new Channel(name, unit, exponent, period * 1000 / readings, period, (IBatchSensor)Sensor))
        .Where(channel => channel.IntervalMicroseconds > 0);

    internal static readonly Gen<Channel> Any = Gen.Frequency((4, Number), (2, Boolean), (2, Text), (2, Batch));

    /// <summary>Channels that can be set, of both kinds, no two of one name.</summary>
    internal static readonly Gen<Channel[]> Settable =
        Gen.OneOf(Number, Number, Boolean)
            .Where(channel => channel.Actuator is not null).Array[1, 4].Select(channels =>
                channels.DistinctBy(channel => channel.Name).ToArray());
}
