using System.Net;
using Sensorcast.Host;
using Sensorcast.Host.Streams;

namespace Sensorcast.Tests.HostTests.Streams;

[TestClass]
public class StreamTransportTests : TransportTests
{
    protected override IWaitingListener Open() => new StreamListener(IPAddress.Loopback, 0, null);
}
