using System.Net;
using Sensorcast.Host;
using Sensorcast.Host.Streams;

namespace Sensorcast.Tests.HostTests.Streams;

/// <summary>Plain TCP through .NET's streams, which serve where there is no epoll. They work on every system.</summary>
[TestClass, DoNotParallelize]
public class StreamListenerTests : ListenerTests
{
    protected override IWaitingListener Open(IPAddress address, int port) => new StreamListener(address, port, null);
}
