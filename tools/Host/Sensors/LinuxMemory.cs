using System.Buffers.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Sensors;

/// <summary>Memory in use, in thousands of bytes: what <c>/proc/meminfo</c> does not call available.</summary>
public sealed class LinuxMemory(string path = "/proc/meminfo") : ISensor
{
    private readonly SmallFile _file = new(path);

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        ReadOnlySpan<byte> text = _file.Read();
        bool isRead = TryFind(text, "MemTotal:"u8, out long total) & TryFind(text, "MemAvailable:"u8, out long available);
        value = (int)((total - available) * 1024 / 1000);
        return isRead;
    }

    private static bool TryFind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out long kibibytes)
    {
        kibibytes = 0;
        int start = text.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(text[(start + name.Length)..].TrimStart((byte)' '), out kibibytes, out _);
    }
}
