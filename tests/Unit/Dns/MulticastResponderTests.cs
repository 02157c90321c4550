using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class MulticastResponderTests
{
    private const string Name = "sensorcast-a1b2c3";
    private static readonly string Host = Name + ".local";
    private static readonly string Http = Name + "._http._tcp.local";
    private static readonly string Stream = Name + "._sensorcast._tcp.local";

    private static string Probe =>
        "? " + Host + " ANY\n"
        + "? " + Http + " ANY\n"
        + "? " + Stream + " ANY\n"
        + "! " + Host + " A 120 0a090002\n"
        + "! " + Http + " SRV 120 80 " + Host + "\n"
        + "! " + Http + " TXT 4500 00\n"
        + "! " + Stream + " SRV 120 80 " + Host + "\n"
        + "! " + Stream + " TXT 4500 06706174683d2f\n";

    private static string Announcement =>
        "= " + Host + " A flush 120 0a090002\n"
        + "= _services._dns-sd._udp.local PTR 4500 _http._tcp.local\n"
        + "= _http._tcp.local PTR 4500 " + Http + "\n"
        + "= " + Http + " SRV flush 120 80 " + Host + "\n"
        + "= " + Http + " TXT flush 4500 00\n"
        + "= _services._dns-sd._udp.local PTR 4500 _sensorcast._tcp.local\n"
        + "= _sensorcast._tcp.local PTR 4500 " + Stream + "\n"
        + "= " + Stream + " SRV flush 120 80 " + Host + "\n"
        + "= " + Stream + " TXT flush 4500 06706174683d2f\n";

    private static string StreamAnswer =>
        "= _sensorcast._tcp.local PTR 4500 " + Stream + "\n"
        + "+ " + Host + " A flush 120 0a090002\n"
        + "+ " + Host + " 47 flush 120 " + HostTypes + "\n"
        + "+ " + Stream + " SRV flush 120 80 " + Host + "\n"
        + "+ " + Stream + " TXT flush 4500 06706174683d2f\n";

    // The name, type and class that a browser asks for, and what follows if its query is truncated: the answer that it knows.
    private const string Browsed = "0b5f73656e736f7263617374 045f746370 056c6f63616c 00 000c 0001";
    private const string Rest = "0000 0000 0000 0001 0000 0000 " + Browsed + "00001194 0014 1173656e736f72636173742d613162326333 c00c";

    // A pointer to the host's name, and of its types only A.
    private const string HostTypes = "c0??000140";

    [TestMethod]
    public void Probes_three_times_and_announces_twice()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        long start = bench.Now;
        Assert.IsTrue(bench.Responder.NextTime >= start && bench.Responder.NextTime <= start + 250);
        byte[] packet = bench.Next(250);
        Assert.AreEqual(Probe, DnsText.Of(packet, packet.Length));
        Assert.AreEqual(Probe + "--\n" + Probe, bench.Run(500));
        Assert.IsFalse(bench.Responder.IsEstablished);
        Assert.AreEqual(Announcement, bench.Run(250));
        Assert.IsTrue(bench.Responder.IsEstablished);
        Assert.AreEqual(string.Empty, bench.Run(999 - 250));
        Assert.AreEqual(Announcement, bench.Run(300));
        Assert.AreEqual(string.Empty, bench.Run(1000000));
        Assert.AreEqual(0, bench.Responder.Conflicts);
    }

    [TestMethod]
    public void Answers_a_browser_after_a_random_wait()
    {
        ResponderBench bench = Established();
        bench.Receive("0000 0000 0001 0000 0000 0000 0b5f73656e736f7263617374 045f746370 056c6f63616c 00 000c 0001");
        Assert.AreEqual(string.Empty, bench.Run(19));
        AssertLike(StreamAnswer, bench.Run(110));
    }

    [TestMethod]
    public void Leaves_out_known_answers()
    {
        ResponderBench bench = Established();
        bench.Receive(AvahiPackets.BrowseKnowing);
        Assert.AreEqual(string.Empty, bench.Run(10000));
        bench.Receive(AvahiPackets.BrowseAll);
        Assert.AreEqual("= _services._dns-sd._udp.local PTR 4500 _http._tcp.local\n", bench.Run(10000));

        // The querier drops it in less than half of its time: 2,249 s.
        bench.Receive("0000 0000 0001 0001 0000 0000 0b5f73656e736f7263617374 045f746370 056c6f63616c 00 000c 0001"
            + "c00c 000c 0001 000008c9 0014 1173656e736f72636173742d613162326333 c00c");
        AssertLike(StreamAnswer, bench.Run(10000));
    }

    [TestMethod]
    public void Waits_for_the_rest_of_the_known_answers()
    {
        ResponderBench bench = Established();
        bench.Receive("0000 0200 0001 0000 0000 0000 " + Browsed);
        Assert.AreEqual(string.Empty, bench.Run(300));
        Assert.AreEqual(string.Empty, bench.Receive(Rest));
        Assert.AreEqual(string.Empty, bench.Run(10000));

        bench.Receive("0000 0200 0001 0000 0000 0000 " + Browsed);
        Assert.AreEqual(string.Empty, bench.Run(399));
        AssertLike(StreamAnswer, bench.Run(110));
    }

    [TestMethod]
    public void What_follows_a_truncated_query_takes_nothing_from_the_answer_to_a_whole_one()
    {
        // Before it or after it; and of two truncated queries.
        string[] queries = { "0000", "0200 0000", "0000 0200", "0200 0200" };
        foreach (string flags in queries)
        {
            ResponderBench bench = Established();
            foreach (string query in flags.Split(' '))
            {
                bench.Receive("0000 " + query + " 0001 0000 0000 0000 " + Browsed);
            }

            bench.Receive(Rest);
            string sent = bench.Run(10000);
            Assert.AreEqual(flags.IndexOf("0000") >= 0, sent.Length > 0, flags);
        }
    }

    [TestMethod]
    public void Says_at_once_that_there_is_no_IPv6_address()
    {
        ResponderBench bench = Established();
        bench.Receive("0000 0000 0001 0000 0000 0000 1153454e534f52434153542d413142324333 056c6f63616c 00 001c 0001");
        AssertLike("= " + Host + " 47 flush 120 " + HostTypes + "\n", bench.Run(0));
        bench.Now += 1000;
        bench.Receive("0000 0000 0001 0000 0000 0000 1173656e736f72636173742d613162326333 056c6f63616c 00 0001 0001");
        AssertLike("= " + Host + " A flush 120 0a090002\n+ " + Host + " 47 flush 120 " + HostTypes + "\n", bench.Run(0));
    }

    [TestMethod]
    public void Leaves_other_names_classes_and_messages_alone()
    {
        ResponderBench bench = Established();
        Assert.AreEqual(string.Empty, bench.Receive(AvahiPackets.Resolve));
        Assert.AreEqual(string.Empty, bench.Receive(AvahiPackets.Legacy, 35300));
        Assert.AreEqual(string.Empty, bench.Receive(AvahiPackets.LegacyAnswer));
        const string Question = " 0001 0000 0000 0000 1173656e736f72636173742d613162326333 056c6f63616c 00 0001 ";
        Assert.AreEqual(string.Empty, bench.Receive("0000 0000" + Question + "0003")); // the class CHAOS
        foreach (string flags in new string[] { "0800", "2000", "4000", "0001", "0003", "0008" })
        {
            Assert.AreEqual(string.Empty, bench.Receive("0000 " + flags + Question + "0001"), flags); // an opcode, or a response code
        }

        Assert.AreEqual(0, bench.Responder.Malformed);
        Assert.AreEqual(string.Empty, bench.Receive("0000 0000 0001 0000 0000 0000 c00c 0001 0001"));
        Assert.AreEqual(string.Empty, bench.Receive("00"));
        Assert.AreEqual(2, bench.Responder.Malformed);
        Assert.AreEqual(string.Empty, bench.Run(100000));
    }

    [TestMethod]
    public void Answers_a_legacy_querier_by_unicast()
    {
        ResponderBench bench = Established();
        string answer =
            bench.Receive(
                "52e3 0120 0001 0000 0000 0001 1173656e736f72636173742d613162326333 056c6f63616c 00 0001 0001 00 0029 04d0 00000000 0000",
                35300);
        Assert.AreEqual(
            "? " + Host + " A\n= " + Host + " A 10 0a090002\n+ " + Host
                + " 47 10 1173656e736f72636173742d613162326333056c6f63616c00000140\n", answer);
        Assert.AreEqual(string.Empty, bench.Run(10000));
    }

    [TestMethod]
    public void A_record_is_multicast_once_a_second()
    {
        ResponderBench bench = Established();
        const string Question = "0000 0000 0001 0000 0000 0000 1173656e736f72636173742d613162326333 056c6f63616c 00 0001 0001";
        bench.Receive(Question);
        Assert.IsTrue(bench.Next(0) != null);
        bench.Now += 100;
        bench.Receive(Question);
        bench.Receive(Question);
        Assert.AreEqual(string.Empty, bench.Run(899));
        Assert.IsTrue(bench.Next(1) != null);
        Assert.AreEqual(string.Empty, bench.Run(10000));
    }

    [TestMethod]
    public void Takes_another_name_when_avahi_has_it()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        bench.Next(250);
        bench.Receive(AvahiPackets.Announcement);
        Assert.AreEqual(Name + "-2", bench.Responder.Name);
        Assert.AreEqual(1, bench.Responder.Conflicts);
        bench.Receive(AvahiPackets.Announcement);
        string sent = bench.Run(1000);
        Assert.IsTrue(sent.Contains("? " + Name + "-2._sensorcast._tcp.local ANY\n"));
        Assert.IsTrue(sent.Contains("= " + Name + "-2.local A flush 120 0a090002\n"));
        Assert.AreEqual(1, bench.Responder.Conflicts);
    }

    [TestMethod]
    public void Defends_its_name_against_a_host_that_probes_for_it()
    {
        ResponderBench bench = Established();
        for (int i = 0; i < 3; i++)
        {
            bench.Receive(AvahiPackets.Probe);
            string answer = bench.Run(0);
            Assert.IsTrue(answer.Contains("= " + Stream + " SRV flush 120 80 " + Host + "\n"));
            bench.Now += 250;
        }

        Assert.AreEqual(Name, bench.Responder.Name);
    }

    [TestMethod]
    public void Probes_again_when_another_host_announces_its_name()
    {
        ResponderBench bench = Established();
        bench.Receive(AvahiPackets.Goodbye);
        string rescued = bench.Run(1000);
        Assert.IsTrue(rescued.StartsWith("= _services._dns-sd._udp.local PTR 4500 _sensorcast._tcp.local\n= _sensorcast._tcp.local PTR 4500 "));
        Assert.AreEqual(0, bench.Responder.Conflicts);
        bench.Receive(AvahiPackets.Announcement, 35300); // not from port 5353
        Assert.AreEqual(string.Empty, bench.Run(1000));
        bench.Receive(AvahiPackets.Announcement);
        Assert.AreEqual(Name, bench.Responder.Name);
        byte[] packet = bench.Next(250);
        Assert.AreEqual(Probe, DnsText.Of(packet, packet.Length));
        bench.Receive(AvahiPackets.Announcement); // the other host defends it
        Assert.AreEqual(Name + "-2", bench.Responder.Name);
    }

    [TestMethod]
    public void Of_two_simultaneous_probes_the_later_data_wins()
    {
        // Each gets the other's first probe before its own second one.
        ResponderBench first = new ResponderBench(Name, 2);
        ResponderBench second = new ResponderBench(Name, 3);
        byte[] a = first.Next(250);
        byte[] b = second.Next(250);
        first.Receive(b);
        second.Receive(a);
        first.Receive(a); // its own, which comes back
        string won = second.Run(750);
        Assert.IsTrue(won.Contains("= " + Host + " A flush 120 0a090003\n"));
        Assert.AreEqual(string.Empty, first.Run(999));
        first.Next(1);
        Assert.AreEqual(Name, first.Responder.Name);

        // Its next probe is answered by the responder that has the name now.
        byte[] probe = first.Next(500);
        second.Now += 1000;
        second.Receive(probe);
        byte[] defence = second.Next(0);
        first.Receive(defence);
        Assert.AreEqual(Name + "-2", first.Responder.Name);
        Assert.AreEqual(Name, second.Responder.Name);
    }

    [TestMethod]
    public void Waits_between_names_when_many_are_taken()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        for (int i = 2; i <= 16; i++)
        {
            Assert.IsTrue(bench.Next(250) != null);
            byte[] taken = Taken(bench.Responder.Name);
            bench.Receive(taken);
        }

        Assert.AreEqual(Name + "-16", bench.Responder.Name);
        Assert.AreEqual(string.Empty, bench.Run(4999));
        Assert.IsTrue(bench.Next(1) != null);
    }

    [TestMethod]
    public void Says_goodbye()
    {
        ResponderBench bench = Established();
        bench.Responder.Stop();
        string goodbye = bench.Run(0);
        Assert.IsTrue(goodbye.Contains("= _http._tcp.local PTR 0 " + Http + "\n"));
        Assert.IsTrue(goodbye.StartsWith("= " + Host + " A flush 0 0a090002\n"));
        Assert.IsFalse(goodbye.Contains("_services._dns-sd"), "Other hosts may have such services");
        bench.Receive(AvahiPackets.BrowseAll);
        Assert.AreEqual(string.Empty, bench.Run(100000));

        // A responder without a name yet has nothing to withdraw.
        bench = new ResponderBench(Name, 2);
        bench.Responder.Stop();
        Assert.AreEqual(string.Empty, bench.Run(100000));
    }

    [TestMethod]
    public void Names_are_those_of_hosts()
    {
        Assert.AreEqual(Name, HostLabel.FromPhysicalAddress(new byte[] { 0x24, 0x6F, 0x28, 0xA1, 0xB2, 0xC3 }));
        string[] names = { null, string.Empty, "a.b", "a_b", "k\u00FCche", "a b" };
        foreach (string name in names)
        {
            Assert.IsFalse(HostLabel.IsValid(name));
        }

        Assert.AreEqual("kitchen-12", HostLabel.Numbered("kitchen", 12));
        Assert.AreEqual(63, HostLabel.Numbered(new string('a', 63), 2).Length);
    }

    private static ResponderBench Established()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        bench.Establish();
        return bench;
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

    /// <summary>Compares with a pattern: <c>?</c> in data is any character, as a pointer's is.</summary>
    private static void AssertLike(string pattern, string text)
    {
        int p = 0;
        int t = 0;
        while (p < pattern.Length && t < text.Length)
        {
            bool isAny = pattern[p] == '?' && p > 0 && pattern[p - 1] != '\n';
            if (pattern[p] != text[t] && !isAny)
            {
                break;
            }

            p++;
            t++;
        }

        Assert.IsTrue(p == pattern.Length && t == text.Length, pattern + "is not\n" + text);
    }
}
