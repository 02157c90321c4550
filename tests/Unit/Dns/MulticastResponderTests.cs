namespace Sensorcast.Tests.Unit;

[TestClass]
public class MulticastResponderTests
{
    private static string StreamAnswer =>
        "= _sensorcast._tcp.local PTR 4500 " + HostRecords.Stream + "\n"
        + "+ " + HostRecords.Host + " A flush 120 0a090002\n"
        + "+ " + HostRecords.Host + " 47 flush 120 " + HostTypes + "\n"
        + "+ " + HostRecords.Stream + " SRV flush 120 80 " + HostRecords.Host + "\n"
        + "+ " + HostRecords.Stream + " TXT flush 4500 06706174683d2f\n";

    // The name, type and class that a browser asks for, and what follows if its query is truncated: the answer that it knows.
    private const string Browsed = "0b5f73656e736f7263617374 045f746370 056c6f63616c 00 000c 0001";
    private const string Rest = "0000 0000 0000 0001 0000 0000 " + Browsed + "00001194 0014 1173656e736f72636173742d613162326333 c00c";

    // A pointer to the host's name, and of its types only A.
    private const string HostTypes = "c0??000140";

    [TestMethod]
    public void Probes_three_times_and_announces_twice()
    {
        ResponderBench bench = new ResponderBench(HostRecords.Name, 2);
        long start = bench.Now;
        Assert.IsTrue(bench.Responder.NextTime >= start && bench.Responder.NextTime <= start + 250);
        byte[] packet = bench.Next(250);
        Assert.AreEqual(HostRecords.Probe, DnsText.Of(packet, packet.Length));
        Assert.AreEqual(HostRecords.Probe + "--\n" + HostRecords.Probe, bench.Run(500));
        Assert.IsFalse(bench.Responder.IsEstablished);
        Assert.AreEqual(HostRecords.Announcement, bench.Run(250));
        Assert.IsTrue(bench.Responder.IsEstablished);
        Assert.AreEqual(string.Empty, bench.Run(999 - 250));
        Assert.AreEqual(HostRecords.Announcement, bench.Run(300));
        Assert.AreEqual(string.Empty, bench.Run(1000000));
        Assert.AreEqual(0, bench.Responder.Conflicts);
    }

    [TestMethod]
    public void Answers_a_browser_after_a_random_wait()
    {
        ResponderBench bench = ResponderBench.Established();
        bench.Receive("0000 0000 0001 0000 0000 0000 0b5f73656e736f7263617374 045f746370 056c6f63616c 00 000c 0001");
        Assert.AreEqual(string.Empty, bench.Run(19));
        AssertLike(StreamAnswer, bench.Run(110));
    }

    [TestMethod]
    public void Leaves_out_known_answers()
    {
        ResponderBench bench = ResponderBench.Established();
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
        ResponderBench bench = ResponderBench.Established();
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
            ResponderBench bench = ResponderBench.Established();
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
        ResponderBench bench = ResponderBench.Established();
        bench.Receive("0000 0000 0001 0000 0000 0000 1153454e534f52434153542d413142324333 056c6f63616c 00 001c 0001");
        AssertLike("= " + HostRecords.Host + " 47 flush 120 " + HostTypes + "\n", bench.Run(0));
        bench.Now += 1000;
        bench.Receive("0000 0000 0001 0000 0000 0000 1173656e736f72636173742d613162326333 056c6f63616c 00 0001 0001");
        AssertLike(
            "= " + HostRecords.Host + " A flush 120 0a090002\n+ " + HostRecords.Host + " 47 flush 120 " + HostTypes + "\n",
            bench.Run(0));
    }

    [TestMethod]
    public void Leaves_other_names_classes_and_messages_alone()
    {
        ResponderBench bench = ResponderBench.Established();
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
        ResponderBench bench = ResponderBench.Established();
        string answer =
            bench.Receive(
                "52e3 0120 0001 0000 0000 0001 1173656e736f72636173742d613162326333 056c6f63616c 00 0001 0001 00 0029 04d0 00000000 0000",
                35300);
        Assert.AreEqual(
            "? " + HostRecords.Host + " A\n= " + HostRecords.Host + " A 10 0a090002\n+ " + HostRecords.Host
                + " 47 10 1173656e736f72636173742d613162326333056c6f63616c00000140\n", answer);
        Assert.AreEqual(string.Empty, bench.Run(10000));
    }

    [TestMethod]
    public void A_record_is_multicast_once_a_second()
    {
        ResponderBench bench = ResponderBench.Established();
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
    public void Says_goodbye()
    {
        ResponderBench bench = ResponderBench.Established();
        bench.Responder.Stop();
        string goodbye = bench.Run(0);
        Assert.IsTrue(goodbye.Contains("= _http._tcp.local PTR 0 " + HostRecords.Http + "\n"));
        Assert.IsTrue(goodbye.StartsWith("= " + HostRecords.Host + " A flush 0 0a090002\n"));
        Assert.IsFalse(goodbye.Contains("_services._dns-sd"), "Other hosts may have such services");
        bench.Receive(AvahiPackets.BrowseAll);
        Assert.AreEqual(string.Empty, bench.Run(100000));

        // A responder without a name yet has nothing to withdraw.
        bench = new ResponderBench(HostRecords.Name, 2);
        bench.Responder.Stop();
        Assert.AreEqual(string.Empty, bench.Run(100000));
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
