using Sensorcast.Telemetry;

namespace Sensorcast.Benchmarks.Servers;

/// <summary>The channels and the readings of all that is measured: temperatures in hundredths of a degree.</summary>
internal static class Readings
{
    public const string BaseName = "sensorcast:";
    public const int Exponent = -2;
    public const uint Sequence = 118_000;
    public const long UnixMicroseconds = 1763877601125000;

    public static string Name(int channel) => $"channel-{channel:00}";

    public static int Value(int channel) => 2150 + channel;

    public static Channel[] Channels(int count, int period, ISensor sensor) =>
        [.. Enumerable.Range(0, count).Select(i => new Channel(Name(i), "Cel", Exponent, period, sensor))];

    /// <summary>One reading of each channel, as a live pack has them.</summary>
    public static LiveReadings Live(int count)
    {
        LiveReadings readings = new(count);
        for (int i = 0; i < count; i++)
        {
            readings.Add(i, Value(i), isIntroduction: false);
        }

        readings.Stamp(UnixMicroseconds, Sequence);
        return readings;
    }
}
