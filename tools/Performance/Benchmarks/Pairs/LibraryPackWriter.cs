namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Writes live packs with a library of .NET; the writer is reused for each.</summary>
internal abstract class LibraryPackWriter
{
    /// <summary>The base time in seconds.</summary>
    protected static decimal BaseTime { get; } = Servers.Readings.UnixMicroseconds / 1_000_000m;

    /// <summary>Writes a pack of one reading of each channel.</summary>
    /// <returns>Its size in bytes.</returns>
    public abstract int Write(byte[] buffer, int channels);

    /// <summary>A channel's reading in its unit, with two decimals.</summary>
    protected static decimal Value(int channel) =>
        new(Servers.Readings.Value(channel), 0, 0, isNegative: false, scale: -Servers.Readings.Exponent);
}
