using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class FakeClock : IClock
{
    public long Milliseconds { get; set; }

    public long UnixMilliseconds => 0;
}
