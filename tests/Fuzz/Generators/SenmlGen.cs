using CsCheck;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Channels, readings and times over their whole ranges.</summary>
internal static class SenmlGen
{
    private const string NameCharacters = "abcxyzABCXYZ0189-:./_";

    private static readonly Gen<int> Value = Gen.Frequency(
        (3, Gen.Int), (2, Gen.Int[-100000, 100000]), (1, Gen.OneOf(0, 1, -1, 23, 24, -24, -25, 255, 256, 65535, 65536, int.MaxValue, int.MinValue)));

    private static readonly Gen<(int Value, int Ago)[]> History =
        Gen.Select(Value, Gen.Frequency((3, Gen.Int[0, 100000]), (1, Gen.Int[0, int.MaxValue]), (1, Gen.Int[-1000, 0]))).Array[0, 30];

    private static readonly Gen<string> Name = Gen.String[Gen.OneOf(NameCharacters.ToCharArray()), 1, Channel.MaxNameLength];

    private static readonly Gen<Channel> OneChannel = Gen.Select(
        Name,
        Gen.OneOf("Cel", "%RH", "m/s", "A", "dBm", "%/()-%/()-%/()-%"),
        Gen.Int[-Channel.MaxExponent, Channel.MaxExponent],
        Gen.Frequency((2, Gen.Int[1, 100000]), (1, Gen.Int[1, 100].Select(s => s * 1000)), (1, Gen.Int[1, int.MaxValue])),
        Gen.Int[1, 25],
        (name, unit, exponent, period, kept) =>
        {
            var channel = new Channel(name, unit, exponent, period, new NoSensor());
            channel.KeepHistory(kept);
            return channel;
        });

    internal static readonly Gen<SenmlCase> Any = Gen.Select(
        Gen.Select(Name, Gen.Int[0, 2], (name, times) => string.Concat(Enumerable.Repeat(name, times))),
        Gen.Select(OneChannel, History).Array[1, 5],
        Value.Array[5],
        Gen.Int[1, 31],
        Gen.Long[0, 1L << 45],
        Gen.Frequency((1, Gen.Const(0L)), (3, Gen.Long[1, 1L << 45])),
        Gen.UInt,
        Gen.Int[PackEncoder.MaxRecordSize + 2, 700].Array[1, 4],
        Make);

    private static SenmlCase Make(
        string baseName, (Channel, (int Value, int Ago)[])[] channels, int[] values, int read, long now, long unix, uint sequence, int[] sizes)
    {
        foreach ((Channel channel, (int Value, int Ago)[] history) in channels)
        {
            foreach ((int value, int ago) in history.OrderByDescending(h => h.Ago))
            {
                channel.History.Append(value, now - ago);
            }
        }

        int[] indexes = [.. Enumerable.Range(0, channels.Length).Where(i => (read & (1 << i)) != 0)];
        indexes = indexes.Length == 0 ? [0] : indexes;
        return new SenmlCase(baseName, [.. channels.Select(c => c.Item1)], indexes, values, now, unix, sequence, sizes);
    }

    private sealed class NoSensor : ISensor
    {
        public bool TryRead(out int value)
        {
            value = 0;
            return false;
        }
    }
}
