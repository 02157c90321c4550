using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A clock that a test sets.</summary>
internal sealed class ManualClock : IClock
{
    public long Milliseconds { get; set; } = 1000000;

    public long UnixMilliseconds { get; set; }
}
