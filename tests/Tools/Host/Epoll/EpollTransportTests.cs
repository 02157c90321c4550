using System.Net;
using Sensorcast.Host;
using Sensorcast.Host.Epoll;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests.Epoll;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public class EpollTransportTests : TransportTests
{
    protected override IWaitingListener Open() => new EpollListener(IPAddress.Loopback, 0);

    [TestMethod, Timeout(Limits.Test)]
    public void Keeps_bytes_that_do_not_fit_and_sends_them_by_itself()
    {
        using var pair = new Loopback(Open());
        byte[] expected = new byte[20_000 * WebServer.MaxSendSize];
        new Random(1).NextBytes(expected);

        int sent = 0;
        while (pair.Transport.Send(expected, sent, WebServer.MaxSendSize) == SendResult.Sent)
        {
            sent += WebServer.MaxSendSize;
        }

        Assert.IsFalse(pair.Transport.CanSend);
        var client = Task.Run(() => pair.ReadAtClient(sent));
        pair.WaitFor(() => client.IsCompleted);

        Assert.IsTrue(expected.AsSpan(0, sent).SequenceEqual(client.Result));
        pair.WaitFor(() => pair.Transport.CanSend);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Reports_the_end_that_came_with_the_last_bytes()
    {
        using var pair = new Loopback(Open());
        pair.Client.Send([1, 2, 3]);
        pair.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Thread.Sleep(50);
        pair.WaitToReceive();

        byte[] buffer = new byte[10];
        Assert.AreEqual(3, pair.Transport.Receive(buffer, 0, buffer.Length));
        Assert.IsTrue(pair.Transport.CanReceive, "no further news comes");
        Assert.AreEqual(0, pair.Transport.Receive(buffer, 0, buffer.Length));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void A_read_that_fills_the_buffer_is_not_taken_for_an_end()
    {
        using var pair = new Loopback(Open());
        pair.Client.Send([1, 2, 3]);
        pair.WaitToReceive();

        Assert.AreEqual(3, pair.Transport.Receive(new byte[3], 0, 3));
        Assert.IsFalse(pair.Transport.CanReceive);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Sends_what_it_is_given_in_one_step_at_once()
    {
        using var pair = new Loopback(Open());

        Assert.IsTrue(pair.Transport.Send([1, 2], 0, 2) == SendResult.Sent);
        Assert.IsTrue(pair.Transport.Send([3], 0, 1) == SendResult.Sent);
        Thread.Sleep(20);
        Assert.AreEqual(0, pair.Client.Available);

        pair.Listener.Wait(0);
        byte[] buffer = new byte[10];
        Assert.AreEqual(3, pair.Client.Receive(buffer));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, buffer[..3]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Keeps_no_more_than_a_few_sends_of_a_step()
    {
        using var pair = new Loopback(Open());
        byte[] buffer = new byte[WebServer.MaxSendSize];
        int sent = 0;
        while (pair.Transport.Send(buffer, 0, buffer.Length) == SendResult.Sent)
        {
            sent += buffer.Length;
            Assert.IsLessThan(10_000_000, sent, "it takes without end");
        }

        Assert.IsFalse(pair.Transport.CanSend);
        var client = Task.Run(() => pair.ReadAtClient(sent));
        pair.WaitFor(() => client.IsCompleted);
    }
}
