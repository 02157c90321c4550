#if NET
using System.Net;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Names;

namespace Sensorcast.Tests.Unit;

/// <summary>A board's name as its network comes, goes and fails; the socket is a test's.</summary>
[TestClass]
public class NameTaskDesktopTests
{
    private const string Host = "k.local";
    private static readonly IPAddress First = new IPAddress(new byte[] { 10, 9, 0, 2 });
    private static readonly IPAddress Second = new IPAddress(new byte[] { 10, 9, 0, 7 });

    private readonly FakeTask _task = new FakeTask();

    [TestMethod]
    public void Without_a_network_there_is_nothing_to_do()
    {
        _task.Pass(5000);
        Assert.AreEqual(string.Empty, _task.Log);
        Assert.AreEqual(_task.Now + 10, _task.Due);
    }

    [TestMethod]
    public void With_a_network_the_name_is_probed_for_and_announced()
    {
        _task.Address = First;
        _task.Pass(5000);
        Assert.AreEqual("open 10.9.0.2 probe probe probe announce announce ", _task.Log);
        Assert.IsTrue(_task.Newest.Contains("= " + Host + " A flush 120 0a090002\n"), _task.Newest);
    }

    [TestMethod]
    public void Another_network_starts_it_again_and_the_loss_of_one_ends_it()
    {
        _task.Address = First;
        _task.Pass(300);
        _task.Address = Second;
        _task.Log = string.Empty;
        _task.Pass(5000);
        Assert.AreEqual("close open 10.9.0.7 probe probe probe announce announce ", _task.Log);
        Assert.IsTrue(_task.Newest.Contains("= " + Host + " A flush 120 0a090007\n"), _task.Newest);
        _task.Address = null;
        _task.Log = string.Empty;
        _task.Pass(5000);
        Assert.AreEqual("close ", _task.Log);
    }

    [TestMethod]
    public void A_socket_that_cannot_be_had_is_tried_again_after_10_seconds()
    {
        _task.Fails = "open";
        _task.Address = First;
        _task.Pass(10);
        Assert.AreEqual("open 10.9.0.2 failed close ", _task.Log);
        _task.Fails = null;

        // Nor sooner with another network.
        _task.Pass(5000);
        _task.Address = Second;
        _task.Pass(4990);
        Assert.AreEqual("open 10.9.0.2 failed close ", _task.Log);
        _task.Pass(10);
        Assert.AreEqual("open 10.9.0.2 failed close open 10.9.0.7 ", _task.Log);
    }

    [TestMethod]
    public void A_network_that_fails_is_left_for_10_seconds()
    {
        foreach (string fails in new string[] { "receive", "probe", "announce" })
        {
            FakeTask task = new FakeTask { Address = First, Fails = fails };
            task.Pass(5000);
            Assert.IsTrue(task.Log.EndsWith("failed close "), task.Log);
            task.Fails = null;
            task.Log = string.Empty;
            task.Pass(4990);
            Assert.AreEqual(string.Empty, task.Log);
            task.Pass(10000);
            Assert.AreEqual("open 10.9.0.2 probe probe probe announce announce ", task.Log);
        }
    }

    [TestMethod]
    public void Queries_are_answered_to_all_or_to_a_legacy_querier()
    {
        Establish();
        _task.Arrives(MulticastResponder.Port, DnsPacket.Asks(Host, DnsType.A).Bytes);
        _task.Pass(200);
        Assert.AreEqual("announce ", _task.Log);
        _task.Log = string.Empty;
        _task.Arrives(35300, DnsPacket.Asks(Host, DnsType.A).Bytes);
        _task.Pass(2000);
        Assert.AreEqual("reply ", _task.Log);
        Assert.IsTrue(_task.Newest.StartsWith("? " + Host + " A\n= " + Host + " A 10 0a090002\n"), _task.Newest);
    }

    /// <summary>The sender's address may be made up: the name stays what it is.</summary>
    [TestMethod]
    public void A_sender_that_cannot_be_reached_costs_nothing()
    {
        Establish();
        _task.Fails = "reply";
        _task.Arrives(35300, DnsPacket.Asks(Host, DnsType.A).Bytes);
        _task.Pass(100);
        Assert.AreEqual("reply failed ", _task.Log);
        _task.Log = string.Empty;
        _task.Arrives(MulticastResponder.Port, DnsPacket.Asks(Host, DnsType.A).Bytes);
        _task.Pass(200);
        Assert.AreEqual("announce ", _task.Log);
    }

    private void Establish()
    {
        _task.Address = First;
        _task.Pass(5000);
        _task.Log = string.Empty;
    }

    private sealed class FakeTask : NameTask
    {
        private byte[] _arrived;
        private int _port;
        private bool _isOpen;

        internal FakeTask()
            : base("k", new ServiceDescription[] { new ServiceDescription("_http._tcp", 80) }, 2)
        {
        }

        internal string Log { get; set; } = string.Empty;

        /// <summary>What fails, of what is in the log, or receiving.</summary>
        internal string Fails { get; set; }

        internal string Newest { get; private set; }

        internal long Now { get; private set; } = 1000;

        internal void Pass(int milliseconds)
        {
            for (int passed = 0; passed < milliseconds; passed += 10)
            {
                Now += 10;
                Run(Now);
            }
        }

        internal void Arrives(int port, byte[] packet)
        {
            _arrived = packet;
            _port = port;
        }

        internal override void Open(byte[] own)
        {
            _isOpen = true;
            Do("open", " " + new IPAddress(own));
        }

        internal override void Close()
        {
            Log += _isOpen ? "close " : string.Empty;
            _isOpen = false;
        }

        internal override bool TryReceive(byte[] buffer, out int length, out int port)
        {
            if (Fails == "receive")
            {
                Do("receive", string.Empty);
            }

            bool isThere = _arrived != null;
            length = isThere ? _arrived.Length : 0;
            port = _port;
            if (isThere)
            {
                System.Array.Copy(_arrived, buffer, length);
                _arrived = null;
            }

            return isThere;
        }

        internal override void Reply(byte[] buffer, int length)
        {
            Newest = DnsText.Of(buffer, length);
            Do("reply", string.Empty);
        }

        internal override void SendToAll(byte[] buffer, int length)
        {
            Newest = DnsText.Of(buffer, length);
            Do(Newest.StartsWith("?") ? "probe" : "announce", string.Empty);
        }

        private void Do(string what, string with)
        {
            Log += what + with + " ";
            if (what == Fails)
            {
                Log += "failed ";
                throw new SocketException();
            }
        }
    }
}
#endif
