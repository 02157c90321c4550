using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>How a responder gets its name, defends it, and takes another one.</summary>
[TestClass]
public class ResponderNameTests
{
    [TestMethod]
    public void Takes_another_name_when_avahi_has_it()
    {
        ResponderBench bench = new ResponderBench(HostRecords.Name, 2);
        bench.Next(250);
        bench.Receive(AvahiPackets.Announcement);
        Assert.AreEqual(HostRecords.Name + "-2", bench.Responder.Name);
        Assert.AreEqual(1, bench.Responder.Conflicts);
        bench.Receive(AvahiPackets.Announcement);
        string sent = bench.Run(1000);
        Assert.IsTrue(sent.Contains("? " + HostRecords.Name + "-2._sensorcast._tcp.local ANY\n"));
        Assert.IsTrue(sent.Contains("= " + HostRecords.Name + "-2.local A flush 120 0a090002\n"));
        Assert.AreEqual(1, bench.Responder.Conflicts);
    }

    [TestMethod]
    public void Defends_its_name_against_a_host_that_probes_for_it()
    {
        ResponderBench bench = ResponderBench.Established();
        for (int i = 0; i < 3; i++)
        {
            bench.Receive(AvahiPackets.Probe);
            string answer = bench.Run(0);
            Assert.IsTrue(answer.Contains("= " + HostRecords.Stream + " SRV flush 120 80 " + HostRecords.Host + "\n"));
            bench.Now += 250;
        }

        Assert.AreEqual(HostRecords.Name, bench.Responder.Name);
    }

    [TestMethod]
    public void Probes_again_when_another_host_announces_its_name()
    {
        ResponderBench bench = ResponderBench.Established();
        bench.Receive(AvahiPackets.Goodbye);
        string rescued = bench.Run(1000);
        Assert.IsTrue(rescued.StartsWith("= _services._dns-sd._udp.local PTR 4500 _sensorcast._tcp.local\n= _sensorcast._tcp.local PTR 4500 "));
        Assert.AreEqual(0, bench.Responder.Conflicts);
        bench.Receive(AvahiPackets.Announcement, 35300); // not from port 5353
        Assert.AreEqual(string.Empty, bench.Run(1000));
        bench.Receive(AvahiPackets.Announcement);
        Assert.AreEqual(HostRecords.Name, bench.Responder.Name);
        byte[] packet = bench.Next(250);
        Assert.AreEqual(HostRecords.Probe, DnsText.Of(packet, packet.Length));
        bench.Receive(AvahiPackets.Announcement); // the other host defends it
        Assert.AreEqual(HostRecords.Name + "-2", bench.Responder.Name);
    }

    [TestMethod]
    public void Of_two_simultaneous_probes_the_later_data_wins()
    {
        // Each gets the other's first probe before its own second one.
        ResponderBench first = new ResponderBench(HostRecords.Name, 2);
        ResponderBench second = new ResponderBench(HostRecords.Name, 3);
        byte[] a = first.Next(250);
        byte[] b = second.Next(250);
        first.Receive(b);
        second.Receive(a);
        first.Receive(a); // its own, which comes back
        string won = second.Run(750);
        Assert.IsTrue(won.Contains("= " + HostRecords.Host + " A flush 120 0a090003\n"));
        Assert.AreEqual(string.Empty, first.Run(999));
        first.Next(1);
        Assert.AreEqual(HostRecords.Name, first.Responder.Name);

        // Its next probe is answered by the responder that has the name now.
        byte[] probe = first.Next(500);
        second.Now += 1000;
        second.Receive(probe);
        byte[] defence = second.Next(0);
        first.Receive(defence);
        Assert.AreEqual(HostRecords.Name + "-2", first.Responder.Name);
        Assert.AreEqual(HostRecords.Name, second.Responder.Name);
    }

    [TestMethod]
    public void Waits_between_names_when_many_are_taken()
    {
        ResponderBench bench = new ResponderBench(HostRecords.Name, 2);
        for (int i = 2; i <= 16; i++)
        {
            Assert.IsTrue(bench.Next(250) != null);
            byte[] taken = Taken(bench.Responder.Name);
            bench.Receive(taken);
        }

        Assert.AreEqual(HostRecords.Name + "-16", bench.Responder.Name);
        Assert.AreEqual(string.Empty, bench.Run(4999));
        Assert.IsTrue(bench.Next(1) != null);
    }

    [TestMethod]
    public void Names_are_those_of_hosts()
    {
        Assert.AreEqual(HostRecords.Name, HostLabel.FromPhysicalAddress(new byte[] { 0x24, 0x6F, 0x28, 0xA1, 0xB2, 0xC3 }));
        string[] names = { null, string.Empty, "a.b", "a_b", "k\u00FCche", "a b" };
        foreach (string name in names)
        {
            Assert.IsFalse(HostLabel.IsValid(name));
        }

        Assert.AreEqual("kitchen-12", HostLabel.Numbered("kitchen", 12));
        Assert.AreEqual(63, HostLabel.Numbered(new string('a', 63), 2).Length);
    }

    private static byte[] Taken(string name)
    {
        byte[] buffer = new byte[200];
        MessageWriter writer = new MessageWriter();
        writer.Start(buffer, 0, DnsFlags.Response);
        writer.StartRecord(DnsName.Encode(name + ".local"), DnsType.A, DnsClass.Internet | DnsClass.CacheFlush, 120);
        writer.AppendBytes(new byte[] { 10, 9, 0, 9 }, 0, 4);
        writer.EndRecord(MessageSection.Answer);
        return Hex.Slice(buffer, 0, writer.Length);
    }
}
