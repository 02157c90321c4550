using System.Runtime.Versioning;

namespace Sensorcast.Host.Sensors;

/// <summary>The load of all processors together, from <c>host_statistics64</c>.</summary>
[SupportedOSPlatform("macos")]
public sealed class MacCpuLoad : BusyShare
{
    private const int Idle = 2;

    private readonly uint[] _ticks = new uint[4];

    /// <inheritdoc/>
    protected override bool TryReadTimes(out long busy, out long total)
    {
        bool isRead = MacHost.TryRead(MacHost.CpuLoad, _ticks);
        total = 0;
        foreach (uint ticks in _ticks)
        {
            total += ticks;
        }

        busy = total - _ticks[Idle];
        return isRead;
    }
}
