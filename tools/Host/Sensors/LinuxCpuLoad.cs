using System.Buffers.Text;

namespace Sensorcast.Host.Sensors;

/// <summary>The load of all processors together, from <c>/proc/stat</c>.</summary>
public sealed class LinuxCpuLoad(string path = "/proc/stat") : BusyShare
{
    // proc_stat(5): user nice system idle iowait irq softirq steal; the columns after it are included in user and nice.
    private const int Fields = 8;
    private const int Idle = 3;
    private const int IoWait = 4;

    private readonly SmallFile _file = new(path);

    /// <inheritdoc/>
    protected override bool TryReadTimes(out long busy, out long total)
    {
        busy = total = 0;
        ReadOnlySpan<byte> text = _file.Read();
        if (!text.StartsWith("cpu "u8))
        {
            return false;
        }

        text = text["cpu ".Length..];
        for (int field = 0; field < Fields; field++)
        {
            text = text.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(text, out long ticks, out int length))
            {
                return false;
            }

            text = text[length..];
            total += ticks;
            busy += field is Idle or IoWait ? 0 : ticks;
        }

        return true;
    }
}
