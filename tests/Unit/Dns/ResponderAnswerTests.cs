using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// What a responder answers to each question, and what it leaves out (RFC 6762 sections 6 and 7.1, RFC 6763 sections 9 and 12).
/// </summary>
[TestClass]
public class ResponderAnswerTests
{
    private const string Name = "k";
    private const string Host = "k.local";
    private const string Http = "k._http._tcp.local";
    private const string Stream = "k._sensorcast._tcp.local";
    private const string Kinds = "_services._dns-sd._udp.local";
    private const string Port80 = "0000 0000 0050";
    private const string Path = "06706174683d2f";
    private const string A = " k.local A flush 120 0a090002\n";

    // Pointers to names differ: only their ends are compared.
    private const string HostTypes = " k.local 47 flush 120 ..000140\n";
    private const string StreamTypes = " k._sensorcast._tcp.local 47 flush 4500 ..00050000800040\n";
    private const string Location = " k._sensorcast._tcp.local SRV flush 120 80 k.local\n";
    private const string Texts = " k._sensorcast._tcp.local TXT flush 4500 06706174683d2f\n";

    [TestMethod]
    public void Questions_for_the_host()
    {
        Check("=" + A + "+" + HostTypes, DnsPacket.Asks(Host, DnsType.A));
        Check("=" + A + "+" + HostTypes, DnsPacket.Asks(Host, DnsType.Any, DnsClass.Any));
        Check("=" + A + "+" + HostTypes, DnsPacket.Asks("K.LOCAL", DnsType.A, DnsClass.Internet | DnsClass.UnicastResponse));
        Check("=" + HostTypes, DnsPacket.Asks(Host, DnsType.Aaaa));
        Check("=" + HostTypes, DnsPacket.Asks(Host, DnsType.Nsec));
        Check(string.Empty, DnsPacket.Asks(Host, DnsType.A, 3));
        Check(string.Empty, DnsPacket.Asks("kk.local", DnsType.A));
        Check(string.Empty, DnsPacket.Asks("local", DnsType.A));
    }

    [TestMethod]
    public void Questions_for_a_service()
    {
        Check("=" + Location + "+" + A + "+" + HostTypes, DnsPacket.Asks(Stream, DnsType.Srv));
        Check("=" + Texts, DnsPacket.Asks(Stream, DnsType.Txt));
        Check("=" + Location + "=" + Texts + "+" + A + "+" + HostTypes, DnsPacket.Asks(Stream, DnsType.Any));
        Check("=" + StreamTypes, DnsPacket.Asks(Stream, DnsType.A));
        Check("=" + StreamTypes, DnsPacket.Asks(Stream, DnsType.DomainPointer));
        Check(string.Empty, DnsPacket.Asks(Stream, DnsType.Txt, 3));
        Check(
            "=" + A + "= " + Http + " TXT flush 4500 00\n=" + Location + "+" + HostTypes,
            DnsPacket.Asks(Host, DnsType.A).Ask(Http, DnsType.Txt).Ask(Stream, DnsType.Srv).Ask("other.local", DnsType.A));
    }

    [TestMethod]
    public void Questions_for_what_there_is()
    {
        const string Pointer = "= _sensorcast._tcp.local PTR 4500 " + Stream + "\n";
        Check(Pointer + "+" + A + "+" + HostTypes + "+" + Location + "+" + Texts, DnsPacket.Asks("_sensorcast._tcp.local", DnsType.Any));
        Check(
            "= _http._tcp.local PTR 4500 " + Http + "\n" + Pointer + "+" + A + "+" + HostTypes + "+ " + Http + " SRV flush 120 80 k.local\n"
                + "+ " + Http + " TXT flush 4500 00\n+" + Location + "+" + Texts,
            DnsPacket.Asks("_sensorcast._tcp.local", DnsType.DomainPointer).Ask("_http._tcp.local", DnsType.DomainPointer));
        Check(string.Empty, DnsPacket.Asks("_sensorcast._tcp.local", DnsType.Txt));
        Check(string.Empty, DnsPacket.Asks("_sensorcast._udp.local", DnsType.DomainPointer));
        string kinds = "= " + Kinds + " PTR 4500 _http._tcp.local\n= " + Kinds + " PTR 4500 _sensorcast._tcp.local\n";
        Check(kinds, DnsPacket.Asks(Kinds, DnsType.DomainPointer));
        Check(string.Empty, DnsPacket.Asks(Kinds, DnsType.Txt));
    }

    [TestMethod]
    public void What_the_querier_knows_for_half_of_its_time_is_left_out()
    {
        CheckKnown(true, Host, DnsType.A, DnsPacket.Asks(Host, DnsType.A), "0a090002", null, 60);
        CheckKnown(false, Host, DnsType.A, DnsPacket.Asks(Host, DnsType.A), "0a090002", null, 59);
        CheckKnown(false, Host, DnsType.A, DnsPacket.Asks(Host, DnsType.A), "0a090003", null, 60);
        CheckKnown(false, "other.local", DnsType.A, DnsPacket.Asks(Host, DnsType.A), "0a090002", null, 60);
        CheckKnown(true, Stream, DnsType.Srv, DnsPacket.Asks(Stream, DnsType.Srv), Port80, Host, 60);
        CheckKnown(false, Stream, DnsType.Srv, DnsPacket.Asks(Stream, DnsType.Srv), Port80, Host, 59);
        CheckKnown(false, Stream, DnsType.Srv, DnsPacket.Asks(Stream, DnsType.Srv), "0000 0000 0051", Host, 60);
        CheckKnown(false, Stream, DnsType.Srv, DnsPacket.Asks(Stream, DnsType.Srv), Port80, "other.local", 60);
        CheckKnown(true, Stream, DnsType.Txt, DnsPacket.Asks(Stream, DnsType.Txt), Path, null, 2250);
        CheckKnown(false, Stream, DnsType.Txt, DnsPacket.Asks(Stream, DnsType.Txt), Path, null, 2249);
        CheckKnown(false, Stream, DnsType.Txt, DnsPacket.Asks(Stream, DnsType.Txt), Path + "00", null, 2250);
        CheckKnown(false, Http, DnsType.Txt, DnsPacket.Asks(Stream, DnsType.Txt), Path, null, 2250);
        CheckKnown(false, Host, DnsType.Nsec, DnsPacket.Asks(Host, DnsType.Aaaa), "0000 0140", null, 120); // another text of the same
        DnsPacket pointer = DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer);
        CheckKnown(false, "_http._tcp.local", DnsType.DomainPointer, pointer, string.Empty, "other._http._tcp.local", 4500);
        pointer = DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer);
        CheckKnown(true, "_http._tcp.local", DnsType.DomainPointer, pointer, string.Empty, Http, 4500);

        // One of another type or class is another record.
        CheckKnown(false, Host, 99, DnsPacket.Asks(Host, DnsType.A), "016b 056c6f63616c 00", null, 120);
        ResponderBench bench;
        foreach (int other in new int[] { 3, DnsClass.Any })
        {
            bench = Established();
            bench.Receive(DnsPacket.Asks(Host, DnsType.A).Add(MessageSection.Answer, Host, DnsType.A, "0a090002", null, 120, other).Bytes);
            Assert.IsTrue(bench.Run(200).Length > 0);
        }

        // Of several addresses it may know one and lack another.
        bench = Established();
        bench.Responder.Start(Hex.Parse("0a090002 0a090003"), bench.Now);
        bench.Establish();
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Add(MessageSection.Answer, Host, DnsType.A, "0a090002", null, 120).Bytes);
        Assert.AreEqual("=" + A + "= k.local A flush 120 0a090003\n+" + HostTypes, WithoutPointers(bench.Run(200)));
        bench.Receive(DnsPacket.Asks(Stream, DnsType.Srv).Add(MessageSection.Answer, Stream, DnsType.Srv, Port80, Host).Bytes);
        Assert.AreEqual(string.Empty, bench.Run(200));
    }

    [TestMethod]
    public void What_another_host_has_answered_is_left_out()
    {
        const string StreamType = "_sensorcast._tcp.local";
        DnsPacket both = DnsPacket.Response().Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, "_http._tcp.local")
            .Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, StreamType);
        CheckAfter(string.Empty, both);

        // With nothing left to send, no time is due.
        ResponderBench bench = Established();
        bench.Receive(DnsPacket.Asks(Kinds, DnsType.DomainPointer).Bytes);
        bench.Receive(both.Bytes);
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);
        CheckAfter(
            "= " + Kinds + " PTR 4500 _http._tcp.local\n",
            DnsPacket.Response().Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, "_http._tcp.local", 4499)
                .Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, StreamType));
        CheckAfter(
            "= " + Kinds + " PTR 4500 " + StreamType + "\n",
            DnsPacket.Response().Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, "_http._tcp.local")
                .Add(MessageSection.Additional, Kinds, DnsType.DomainPointer, string.Empty, StreamType));
        CheckAfter(
            "= " + Kinds + " PTR 4500 _http._tcp.local\n= " + Kinds + " PTR 4500 " + StreamType + "\n",
            DnsPacket.Query().Ask("other.local", DnsType.A).Add(
                MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, StreamType));

        // Of several networks the other host is on one.
        bench = Established();
        bench.Responder.Start(Hex.Parse("0a090002 0a0a0002"), bench.Now);
        bench.Establish();
        bench.Receive(DnsPacket.Asks(Kinds, DnsType.DomainPointer).Bytes);
        bench.Receive(both.Bytes);
        Assert.AreEqual("= " + Kinds + " PTR 4500 _http._tcp.local\n= " + Kinds + " PTR 4500 " + StreamType + "\n", bench.Run(10000));

        // No other host can have sent what is this host's alone.
        bench = Established();
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        bench.Receive(DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090002", null, 120).Bytes);
        Assert.AreEqual("=" + A + "+" + HostTypes, WithoutPointers(bench.Run(10000)));
    }

    [TestMethod]
    public void A_shared_record_that_another_host_withdraws_is_sent_again()
    {
        CheckRescue(true, Kinds, "_http._tcp.local", 0);
        CheckRescue(true, Kinds, "_http._tcp.local", 2249);
        CheckRescue(false, Kinds, "_http._tcp.local", 2250);
        CheckRescue(false, Kinds, "_ipp._tcp.local", 0);
        CheckRescue(false, "_http._tcp.local", "other._http._tcp.local", 0);

        // Clients drop it after a second: one of the hosts that have it sends it in time, even if it was sent just now.
        byte[] goodbye = DnsPacket.Response().Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, "_http._tcp.local", 0)
            .Bytes;
        ResponderBench bench = Established();
        bench.Receive(DnsPacket.Asks(Kinds, DnsType.DomainPointer).Bytes);
        Assert.IsTrue(bench.Next(120) != null);
        bench.Receive(goodbye);
        Assert.IsTrue(bench.Run(1000).Length > 0);
        bench.Now += 1000;
        bench.Receive(goodbye);
        Assert.IsTrue(bench.Responder.NextTime >= bench.Now + 20 && bench.Responder.NextTime < bench.Now + 120);
        bench.Receive(
            DnsPacket.Response().Add(MessageSection.Answer, Kinds, DnsType.DomainPointer, string.Empty, "_http._tcp.local").Bytes);
        Assert.AreEqual(string.Empty, bench.Run(10000));

        // A host that is not on the list sends nothing: it still probes, or has left.
        bench = new ResponderBench(Name, 2);
        bench.Next(250);
        bench.Receive(goodbye);
        Assert.IsTrue(bench.Run(499).IndexOf(" PTR ") < 0);
        bench.Establish();
        bench.Responder.Stop();
        bench.Run(0);
        bench.Receive(goodbye);
        Assert.AreEqual(string.Empty, bench.Run(10000));
    }

    [TestMethod]
    public void Messages_are_authoritative_and_have_no_number()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        byte[] packet = bench.Next(250);
        Assert.AreEqual("00000000" + "0003000000050000", Hex.Show(packet, 0, 12));
        bench.Run(500);
        packet = bench.Next(250);
        Assert.AreEqual("00008400" + "0000000900000000", Hex.Show(packet, 0, 12));
        bench.Run(10000);
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        packet = bench.Next(0);
        Assert.AreEqual("00008400" + "0000000100000001", Hex.Show(packet, 0, 12));
        bench.Responder.Stop();
        packet = bench.Next(0);
        Assert.AreEqual("00008400" + "0000000700000000", Hex.Show(packet, 0, 12));
    }

    [TestMethod]
    public void A_legacy_querier_gets_its_number_and_its_question()
    {
        // Pointers within data are only in types that RFC 1035 has: a PTR, not a SRV record.
        ResponderBench bench = Established();
        byte[] query = Hex.Parse("52e3 0100 0001 0000 0000 0000 016b 0b5f73656e736f7263617374 045f746370 056c6f63616c 00 0021 0001");
        byte[] buffer = new byte[400];
        System.Array.Copy(query, 0, buffer, 0, query.Length);
        int length = bench.Responder.Receive(buffer, query.Length, 35300, bench.Now);
        Assert.AreEqual("52e38400" + "0001000100000002", Hex.Show(buffer, 0, 12));
        Assert.AreEqual(
            "? k._sensorcast._tcp.local SRV\n= k._sensorcast._tcp.local SRV 10 80 k.local\n+ k.local A 10 0a090002\n"
                + "+ k.local 47 10 016b056c6f63616c00000140\n",
            DnsText.Of(buffer, length));
        query = DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer).Bytes;
        System.Array.Copy(query, 0, buffer, 0, query.Length);
        bench.Responder.Receive(buffer, query.Length, 35300, bench.Now);
        Assert.AreEqual("0004" + "016bc022", Hex.Show(buffer, query.Length + 26, 6));
        string answer = bench.Receive(DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer).Bytes, 35300);
        Assert.IsTrue(answer.StartsWith("? _http._tcp.local PTR\n= _http._tcp.local PTR 10 k._http._tcp.local\n+ k.local A 10 0a090002\n"));
        Assert.IsTrue(answer.EndsWith("+ k._http._tcp.local SRV 10 80 k.local\n+ k._http._tcp.local TXT 10 00\n"));
        Assert.AreEqual(string.Empty, bench.Receive(DnsPacket.Asks("other.local", DnsType.A).Bytes, 35300));

        // It may know an answer too.
        Assert.AreEqual(
            string.Empty,
            bench.Receive(
                DnsPacket.Asks(Host, DnsType.A).Add(MessageSection.Answer, Host, DnsType.A, "0a090002", null, 120).Bytes, 35300));
        Assert.AreEqual(string.Empty, bench.Run(10000));
    }

    private static ResponderBench Established()
    {
        ResponderBench bench = new ResponderBench(Name, 2);
        bench.Establish();
        return bench;
    }

    private static void Check(string expected, DnsPacket question)
    {
        ResponderBench bench = Established();
        Assert.AreEqual(string.Empty, bench.Receive(question.Bytes));
        Assert.AreEqual(expected, WithoutPointers(bench.Run(10000)));
    }

    /// <summary>Whether it sends a record again that another host has sent with some time to live.</summary>
    private static void CheckRescue(bool isRescued, string name, string target, int timeToLive)
    {
        ResponderBench bench = Established();
        bench.Receive(
            DnsPacket.Response().Add(MessageSection.Answer, name, DnsType.DomainPointer, string.Empty, target, timeToLive).Bytes);
        Assert.AreEqual(isRescued ? "= " + name + " PTR 4500 " + target + "\n" : string.Empty, bench.Run(10000));
    }

    /// <summary>What it sends of the kinds of services after another host's packet.</summary>
    private static void CheckAfter(string expected, DnsPacket packet)
    {
        ResponderBench bench = Established();
        bench.Receive(DnsPacket.Asks(Kinds, DnsType.DomainPointer).Bytes);
        bench.Now += 10;
        bench.Receive(packet.Bytes);
        Assert.AreEqual(expected, bench.Run(10000));
    }

    private static void CheckKnown(bool isKnown, string name, int type, DnsPacket question, string hex, string target, int timeToLive)
    {
        byte[] packet = question.Add(MessageSection.Answer, name, type, hex, target, timeToLive).Bytes;
        ResponderBench bench = Established();
        bench.Receive(packet);
        Assert.AreEqual(isKnown, bench.Run(10000).Length == 0, DnsText.Of(packet, packet.Length));
    }

    /// <summary>Puts dots for the pointer that the data of a record starts with.</summary>
    private static string WithoutPointers(string text)
    {
        for (int at = text.IndexOf("0 c0"); at >= 0; at = text.IndexOf("0 c0"))
        {
            text = text.Substring(0, at + 2) + ".." + text.Substring(at + 6);
        }

        return text;
    }
}
