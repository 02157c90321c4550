using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// Which of two hosts gets a name that both want, and which record shows that another host has a name (RFC 6762 sections 8.2 and 9).
/// </summary>
[TestClass]
public class ResponderClaimTests
{
    private const string Name = "kitchen";
    private const string Host = "kitchen.local";
    private const string Http = "kitchen._http._tcp.local";
    private const string Stream = "kitchen._sensorcast._tcp.local";
    private const string Port80 = "0000 0000 0050";
    private const string Path = "06706174683d2f";

    [TestMethod]
    public void The_host_whose_address_is_later_gets_the_name()
    {
        Assert.IsTrue(Loses(Address("0a090003")));
        Assert.IsFalse(Loses(Address("0a090001")));
        Assert.IsFalse(Loses(Address("0a090002"))); // its own probe, which comes back
        Assert.IsTrue(Loses(Address("0a090100")));
        Assert.IsFalse(Loses(Address("0a08ffff")));
        Assert.IsTrue(Loses(Address("c8000000"))); // bytes have no sign

        // The lowest of several counts, in any order; the same records and one more are later.
        Assert.IsFalse(Loses(Address("0a090001").Add(MessageSection.Authority, Host, DnsType.A, "0a090003")));
        Assert.IsFalse(Loses(Address("0a090003").Add(MessageSection.Authority, Host, DnsType.A, "0a090001")));
        Assert.IsTrue(Loses(Address("0a090003").Add(MessageSection.Authority, Host, DnsType.A, "0a090004")));
        const string V6 = "0000 0000 0000 0000 0000 0000 0000 0001";
        Assert.IsTrue(Loses(Address("0a090002").Add(MessageSection.Authority, Host, DnsType.Aaaa, V6)));
        Assert.IsTrue(Loses(DnsPacket.Asks(Host, DnsType.Any).Add(MessageSection.Authority, Host, DnsType.Aaaa, V6)));

        Assert.IsTrue(Loses(Address("0a090003").Add(MessageSection.Authority, Host, DnsType.A, "0a090002")));

        // Only what the probe claims, and of this name.
        Assert.IsFalse(Loses(DnsPacket.Asks(Host, DnsType.Any).Add(MessageSection.Answer, Host, DnsType.A, "0a090003")
            .Add(MessageSection.Authority, Host, DnsType.A, "0a090001")));
        Assert.IsFalse(Loses(DnsPacket.Asks(Host, DnsType.Any).Add(MessageSection.Additional, Host, DnsType.A, "0a090003")));
        Assert.IsFalse(Loses(DnsPacket.Asks(Host, DnsType.Any).Add(MessageSection.Authority, "attic.local", DnsType.A, "0a090003")));
        Assert.IsTrue(Loses(Address("0a090003").Add(MessageSection.Authority, "attic.local", DnsType.A, "0a090003")));
    }

    [TestMethod]
    public void Of_several_addresses_of_its_own_the_lowest_counts()
    {
        string[] own = { "0a090002 0a090005", "0a090005 0a090002" };
        foreach (string addresses in own)
        {
            Assert.IsTrue(Loses(Address("0a090003"), addresses), addresses);
            Assert.IsTrue(Loses(Address("0a090006"), addresses), addresses);
            Assert.IsFalse(Loses(Address("0a090001"), addresses), addresses);
            Assert.IsFalse(Loses(Address("0a090002"), addresses), addresses);
            Assert.IsFalse(Loses(Address("0a090005"), addresses), addresses);
        }
    }

    [TestMethod]
    public void Of_services_the_texts_are_compared_and_then_host_and_port()
    {
        // The same, in other letters too.
        Assert.IsFalse(Loses(Service(Stream, Path, Port80, Host)));
        Assert.IsFalse(Loses(Service(Stream, Path, Port80, "KITCHEN.local")));
        Assert.IsTrue(Loses(Service(Stream, "06706174683d30", Port80, Host)));
        Assert.IsFalse(Loses(Service(Stream, "06706174683d2e", Port80, Host)));
        Assert.IsTrue(Loses(Service(Stream, Path + "00", Port80, Host)));
        Assert.IsFalse(Loses(Service(Stream, "00", Port80, Host)));
        Assert.IsTrue(Loses(Service(Stream, Path, "0000 0000 0051", Host)));
        Assert.IsFalse(Loses(Service(Stream, Path, "0000 0000 004f", Host)));
        Assert.IsTrue(Loses(Service(Stream, Path, "0001 0000 0000", Host)));
        Assert.IsTrue(Loses(Service(Stream, Path, Port80, "kitchem2.local"))); // a longer label
        Assert.IsFalse(Loses(Service(Stream, Path, Port80, "z.local")));
        Assert.IsTrue(Loses(Service(Stream, Path, Port80, "kitcheo.local")));
        Assert.IsFalse(Loses(Service(Stream, Path, Port80, "kitchem.local")));
        Assert.IsFalse(Loses(Service(Stream, Path, Port80, "KITCHEO.local"))); // as bytes: K comes before k

        // The first difference decides.
        Assert.IsTrue(Loses(Service(Stream, "06706174683d30", "0000 0000 004f", Host)));
        Assert.IsFalse(Loses(Service(Stream, "06706174683d2e", "0000 0000 0051", Host)));

        Assert.IsFalse(Loses(Service(Stream, Path, "0000 0000 004f", "kitcheo.local")));
        Assert.IsTrue(Loses(Service(Stream, Path, "0000 0000 0051", "kitchem.local")));
        Assert.IsFalse(Loses(Service(Stream, string.Empty, "ffff ffff ffff", Host)));

        Assert.IsFalse(Loses(
            Service(Stream, Path, "0000 0000 004f", Host).Add(MessageSection.Authority, Stream, 99, "ffff ffff ffff ff")));

        // Which types there are: ours are TXT and SRV.
        Assert.IsFalse(Loses(Claim(Stream, DnsType.Txt, Path)));
        Assert.IsTrue(Loses(Claim(Stream, DnsType.Txt, "06706174683d30")));
        Assert.IsTrue(Loses(Claim(Stream, DnsType.Srv, Port80, Host)));
        Assert.IsFalse(Loses(Claim(Stream, DnsType.A, "0a090003")));
        Assert.IsTrue(Loses(Claim(Stream, 99, "00")));
        Assert.IsFalse(Loses(
            Claim(Stream, DnsType.Srv, Port80, Host).Add(MessageSection.Authority, Stream, DnsType.Txt, Path)
                .Add(MessageSection.Authority, Stream, 99, "00").Add(MessageSection.Authority, Stream, DnsType.A, "0a090003")));
    }

    [TestMethod]
    public void One_name_that_is_lost_is_enough()
    {
        Assert.IsTrue(Loses(Service(Http, "0161", "0000 0000 0051", Host)));
        Assert.IsFalse(Loses(Service(Http, "00", Port80, Host)));
        Assert.IsTrue(Loses(Service(Http, "00", "0000 0000 004f", Host).Add(MessageSection.Authority, Stream, DnsType.Txt, Path)
            .Add(MessageSection.Authority, Stream, DnsType.Srv, "0000 0000 0051", Host)));
        Assert.IsTrue(Loses(Service(Http, "00", "0000 0000 0051", Host).Add(MessageSection.Authority, Stream, DnsType.Txt, "00")));
        Assert.IsTrue(Loses(Service(Stream, "06706174683d30", Port80, Host).Add(MessageSection.Authority, Host, DnsType.A, "0a090001")));
        Assert.IsTrue(Loses(Service(Stream, "00", Port80, Host).Add(MessageSection.Authority, Host, DnsType.A, "0a090003")));
    }

    [TestMethod]
    public void Another_hosts_records_are_conflicts()
    {
        // While it probes, and when it has the name.
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003"));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Authority, Host, DnsType.A, "0a090003"));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Additional, Host, DnsType.A, "0a090003"));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003", null, 120, DnsClass.CacheFlush | 1));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Stream, DnsType.Srv, "0000 0000 0051", Host));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Stream, DnsType.Srv, Port80, "attic.local"));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Stream, DnsType.Txt, "00"));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Http, DnsType.Txt, Path));
        Check(true, true, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003")
            .Add(MessageSection.Answer, Stream, DnsType.Txt, "00"));

        // A record of another type may be another host's with the same name.
        Check(true, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.Aaaa, "fe80 0000 0000 0000 0000 0000 0000 0001"));
        Check(true, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.Txt, "00"));
        Check(true, false, DnsPacket.Response().Add(MessageSection.Answer, Stream, DnsType.A, "0a090002"));
    }

    [TestMethod]
    public void The_same_records_and_those_of_other_names_are_no_conflicts()
    {
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090002"));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Stream, DnsType.Srv, Port80, "Kitchen.LOCAL"));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Stream, DnsType.Txt, Path));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Http, DnsType.Txt, "00"));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003", null, 0));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003", null, 120, 3));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003", null, 120, DnsClass.Any));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.Nsec, "0000 0140"));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, "attic.local", DnsType.A, "0a090003"));
        Check(false, false, DnsPacket.Response().Add(MessageSection.Answer, "_http._tcp.local", DnsType.DomainPointer, string.Empty, Host));
        Check(false, false, DnsPacket.Response().Ask(Host, DnsType.A));
    }

    [TestMethod]
    public void A_question_in_a_response_is_no_conflict()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        bench.Next(250);
        bench.Receive(DnsPacket.Response().Add(MessageSection.Answer, "attic.local", DnsType.A, "0a090003").Bytes);
        bench.Receive(DnsPacket.Response().Ask(Host, DnsType.Aaaa).Bytes);
        Assert.AreEqual(0, bench.Responder.Conflicts);
    }

    private static DnsPacket Claim(string name, int type, string hex, string target = null)
    {
        return DnsPacket.Asks(name, DnsType.Any).Add(MessageSection.Authority, name, type, hex, target);
    }

    private static DnsPacket Address(string hex)
    {
        return Claim(Host, DnsType.A, hex);
    }

    private static DnsPacket Service(string name, string texts, string location, string target)
    {
        return Claim(name, DnsType.Txt, texts).Add(MessageSection.Authority, name, DnsType.Srv, location, target);
    }

    /// <summary>Whether it leaves the name to a host that probes at the same time: then it probes again a second later.</summary>
    private static bool Loses(DnsPacket probe, string addresses = "0a090002")
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        bench.Responder.Start(Hex.Parse(addresses), bench.Now);
        Assert.IsTrue(bench.Next(250) != null);
        long next = bench.Responder.NextTime;
        Assert.AreEqual(bench.Now + 250, next);
        Assert.AreEqual(string.Empty, bench.Receive(probe.Bytes));
        Assert.AreEqual(0, bench.Responder.Conflicts);
        Assert.IsTrue(bench.Responder.NextTime == next || bench.Responder.NextTime == bench.Now + 1000);
        return bench.Responder.NextTime != next;
    }

    private static void Check(bool whileProbing, bool whenEstablished, DnsPacket response)
    {
        byte[] bytes = response.Bytes;
        string text = DnsText.Of(bytes, bytes.Length);
        ResponderBench bench = new ResponderBench(Name, 2);
        bench.Next(250);
        bench.Receive(bytes);
        Assert.AreEqual(whileProbing ? Name + "-2" : Name, bench.Responder.Name, text);
        Assert.AreEqual(whileProbing ? 1 : 0, bench.Responder.Conflicts, text);

        // A responder that has the name probes again for it.
        bench = new ResponderBench(Name, 2);
        bench.Establish();
        bench.Receive(bytes);
        Assert.AreEqual(Name, bench.Responder.Name, text);
        Assert.AreEqual(whenEstablished ? 1 : 0, bench.Responder.Conflicts, text);
        Assert.AreEqual(!whenEstablished, bench.Responder.IsEstablished, text);
        Assert.AreEqual(whenEstablished, bench.Responder.NextTime < bench.Now + 250, text);
    }
}
