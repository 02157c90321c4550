using System.Runtime.Versioning;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Sensors;

/// <summary>Memory in use, in thousands of bytes: the pages that are active, wired or hold compressed ones.</summary>
[SupportedOSPlatform("macos")]
public sealed class MacMemory : ISensor
{
    // Places in vm_statistics64, counted in 32-bit words; some of its other members take two.
    private const int Active = 1;
    private const int Wired = 3;
    private const int Compressor = 32;

    private readonly uint[] _pages = new uint[38];

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        bool isRead = MacHost.TryRead(MacHost.Memory, _pages);
        long pages = (long)_pages[Active] + _pages[Wired] + _pages[Compressor];
        value = (int)(pages * Environment.SystemPageSize / 1000);
        return isRead;
    }
}
