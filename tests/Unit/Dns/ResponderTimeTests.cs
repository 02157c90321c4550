using System.Text;
using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>When a responder sends, to the millisecond (RFC 6762 sections 6, 7.2 and 8).</summary>
[TestClass]
public class ResponderTimeTests
{
    private const string Host = "k.local";
    private const string Http = "k._http._tcp.local";

    [TestMethod]
    public void Probes_come_every_250_ms_and_announcements_after_a_second()
    {
        ResponderBench bench = new ResponderBench("k", 2);
        byte[] buffer = new byte[MulticastResponder.BufferSize];
        Assert.AreEqual(0, bench.Responder.Write(buffer, bench.Responder.NextTime - 1));
        int[] waits = { 250, 250, 250, 1000 };
        foreach (int wait in waits)
        {
            bench.Now = bench.Responder.NextTime;
            Assert.IsTrue(bench.Responder.Write(buffer, bench.Now) > 0);
            Assert.AreEqual(bench.Now + wait, bench.Responder.NextTime);
            Assert.AreEqual(0, bench.Responder.Write(buffer, bench.Responder.NextTime - 1));
        }

        bench.Now = bench.Responder.NextTime;
        Assert.IsTrue(bench.Responder.Write(buffer, bench.Now) > 0);
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);
    }

    [TestMethod]
    public void Hosts_that_start_at_once_and_answers_of_several_hosts_are_spread()
    {
        // From 0 to 249 ms; 20 to 119 ms for what others may have too, 400 to 499 ms for what more is to come of.
        CheckSpread(0, 250, 0);
        CheckSpread(20, 120, 1);
        CheckSpread(400, 500, 2);
        Assert.IsTrue(new ResponderBench("k", 2).Responder.NextTime != new ResponderBench("k", 3).Responder.NextTime);
    }

    [TestMethod]
    public void What_was_announced_is_not_sent_again_within_a_second()
    {
        ResponderBench bench = new ResponderBench("k", 2);
        for (int i = 0; i < 5; i++)
        {
            Assert.IsTrue(bench.Next(1000) != null);
        }

        long announced = bench.Now;
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Ask("_http._tcp.local", DnsType.DomainPointer).Ask(Http, DnsType.Srv).Bytes);
        bench.Next(999);
        Assert.AreEqual(announced + 999, bench.Now);
        Assert.IsTrue(bench.Next(1) != null);
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);
    }

    [TestMethod]
    public void Each_record_has_a_second_of_its_own()
    {
        ResponderBench bench = Established();
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        bench.Next(0);
        long start = bench.Now;
        bench.Now += 500;
        bench.Receive(DnsPacket.Asks(Http, DnsType.Txt).Bytes);
        Assert.AreEqual("= " + Http + " TXT flush 4500 00\n", bench.Run(0));
        bench.Now += 100;
        bench.Receive(DnsPacket.Asks(Http, DnsType.Txt).Ask(Host, DnsType.A).Bytes);
        Assert.AreEqual(string.Empty, bench.Run(0));
        Assert.AreEqual(start + 1000, bench.Responder.NextTime);
        Assert.IsTrue(bench.Run(400).StartsWith("= " + Host + " A flush "));
        Assert.AreEqual(start + 1500, bench.Responder.NextTime);
        Assert.AreEqual("= " + Http + " TXT flush 4500 00\n", bench.Run(500));
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);
    }

    [TestMethod]
    public void A_probe_is_answered_at_once_and_many_of_them_every_250_ms()
    {
        ResponderBench bench = Established();
        DnsPacket probe = DnsPacket.Asks(Host, DnsType.Any).Add(MessageSection.Authority, Host, DnsType.A, "0a090003")
            .Add(MessageSection.Authority, "other.local", DnsType.A, "0a090003");
        byte[] packet = probe.Bytes;
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Ask(Http, DnsType.Txt).Bytes);
        Assert.IsTrue(bench.Next(0) != null);
        long sent = bench.Now;
        for (int i = 0; i < 20; i++)
        {
            bench.Now += 10;
            bench.Receive(packet);
            Assert.AreEqual(string.Empty, bench.Run(0));
        }

        bench.Receive(DnsPacket.Asks(Http, DnsType.Txt).Bytes);
        Assert.AreEqual(string.Empty, bench.Run(0));
        Assert.AreEqual(sent + 250, bench.Responder.NextTime);
        Assert.IsTrue(bench.Next(50) != null);
        Assert.AreEqual(sent + 1000, bench.Responder.NextTime); // what no probe is for
        Assert.AreEqual(string.Empty, bench.Run(100));

        // What is not a probe waits for the whole second.
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        Assert.AreEqual(string.Empty, bench.Run(0));
        Assert.IsTrue(bench.Run(650).StartsWith("= " + Http + " TXT "));
        Assert.AreEqual(sent + 1250, bench.Responder.NextTime);
        Assert.IsTrue(bench.Next(900) != null);

        // A probe for a service is answered without the wait of what is browsed, also when more is to come.
        bench.Now += 5000;
        bench.Receive(
            DnsPacket.Query(DnsFlags.Truncated).Ask(Http, DnsType.Any).Add(MessageSection.Authority, Http, DnsType.Txt, "0161").Bytes);
        Assert.IsTrue(bench.Next(0) != null);
    }

    [TestMethod]
    public void What_comes_first_is_not_put_off_by_what_comes_later()
    {
        ResponderBench bench = Established();
        bench.Receive(DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer).Bytes);
        long time = bench.Responder.NextTime;
        Assert.AreEqual(0, bench.Responder.Write(new byte[MulticastResponder.BufferSize], time - 1));
        bench.Receive(DnsPacket.Query(DnsFlags.Truncated).Ask(Host, DnsType.A).Bytes);
        Assert.AreEqual(time, bench.Responder.NextTime);
        bench.Receive(DnsPacket.Query(DnsFlags.RecursionDesired).Ask(Http, DnsType.Txt).Bytes);
        Assert.AreEqual(bench.Now, bench.Responder.NextTime); // only one flag says that more is to come
        string answers = bench.Run(10000);
        Assert.IsTrue(answers.Contains("= k.local A flush") && answers.Contains(" TXT flush"), answers);
        Assert.IsTrue(answers.Contains("= _http._tcp.local PTR"), answers);

        // A claim of another name is no probe for ours.
        bench.Receive(DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer)
            .Add(MessageSection.Authority, "other.local", DnsType.A, "0a090003").Bytes);
        Assert.IsTrue(bench.Responder.NextTime >= bench.Now + 20);
    }

    [TestMethod]
    public void The_answers_of_a_name_that_is_lost_or_left_are_dropped()
    {
        ResponderBench bench = Established();
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        bench.Next(0);
        bench.Receive(DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer).Bytes);
        bench.Receive(DnsPacket.Asks(Host, DnsType.Any).Add(MessageSection.Authority, Host, DnsType.A, "0a090003").Bytes);
        bench.Receive(DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003").Bytes);
        byte[] packet = bench.Next(250);
        Assert.IsTrue(DnsText.Of(packet, packet.Length).StartsWith("? " + Host + " ANY\n"));
        for (int i = 0; i < 4; i++)
        {
            Assert.IsTrue(bench.Next(1000) != null);
        }

        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        Assert.AreEqual(string.Empty, bench.Run(0));
        Assert.AreEqual(bench.Now + 1000, bench.Responder.NextTime);
        Assert.IsFalse(bench.Run(1000).Contains("PTR"));

        bench = Established();
        bench.Receive(DnsPacket.Asks("_http._tcp.local", DnsType.DomainPointer).Bytes);
        bench.Responder.Stop();
        Assert.AreEqual(
            "= k.local A flush 0 0a090002\n= _http._tcp.local PTR 0 " + Http + "\n"
                + "= " + Http + " SRV flush 0 80 k.local\n= " + Http + " TXT flush 0 00\n"
                + "= _sensorcast._tcp.local PTR 0 k._sensorcast._tcp.local\n= k._sensorcast._tcp.local SRV flush 0 80 k.local\n"
                + "= k._sensorcast._tcp.local TXT flush 0 06706174683d2f\n",
            bench.Run(0));
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);

        // A responder that has stopped ignores both questions and conflicts.
        bench.Receive(DnsPacket.Asks(Host, DnsType.A).Bytes);
        bench.Receive(DnsPacket.Response().Add(MessageSection.Answer, Host, DnsType.A, "0a090003").Bytes);
        Assert.AreEqual("k", bench.Responder.Name);
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);
    }

    [TestMethod]
    public void A_restarted_responder_has_no_goodbye_and_no_second_to_wait()
    {
        // Right after the first announcement, the second one, which was never sent, is not waited for.
        ResponderBench bench = new ResponderBench("k", 2);
        for (int i = 0; i < 4; i++)
        {
            Assert.IsTrue(bench.Next(250) != null);
        }

        bench.Receive(DnsPacket.Asks(Host, DnsType.Aaaa).Bytes);
        Assert.IsTrue(bench.Next(0) != null);

        // Also with a clock that is still negative.
        bench = Established();
        bench.Responder.Stop();
        bench.Now = -1000000;
        bench.Responder.Start(new byte[] { 10, 9, 0, 7 }, bench.Now);
        byte[] packet = bench.Next(250);
        Assert.IsTrue(DnsText.Of(packet, packet.Length).Contains("! " + Host + " A 120 0a090007\n"));
        bench.Establish();
        bench.Receive(DnsPacket.Asks(Host, DnsType.Aaaa).Ask(Http, DnsType.A).Bytes);
        Assert.IsTrue(bench.Next(0) != null);
        Assert.AreEqual(long.MaxValue, bench.Responder.NextTime);
    }

    [TestMethod]
    public void A_sensor_server_announces_its_page_and_its_stream()
    {
        CheckServices(SensorServices.Describe(8080, SensorServices.NoToken), "_http._tcp", "token=none", null);
        CheckServices(SensorServices.Describe(8080, SensorServices.TokenToRead, true), "_https._tcp", "token=read", "tls=1");
    }

    private static void CheckServices(ServiceDescription[] services, string pageType, string token, string last)
    {
        MulticastResponder responder = new MulticastResponder("k", services, 1);
        responder.Start(new byte[] { 10, 9, 0, 2 }, 0);
        byte[] buffer = new byte[MulticastResponder.BufferSize];
        string text = DnsText.Of(buffer, responder.Write(buffer, 250));
        string page = "! k." + pageType + ".local ";
        Assert.IsTrue(text.Contains(page + "SRV 120 8080 k.local\n" + page + "TXT 4500 " + Texts("path=/") + "\n"), text);
        const string Stream = "! k._sensorcast._tcp.local ";
        string texts = Texts("txtvers=1") + Texts("path=/") + Texts("version=" + SensorServices.Version)
            + Texts("subprotocols=senml+cbor,senml+json") + Texts(token) + Texts(last);
        Assert.IsTrue(text.EndsWith(Stream + "SRV 120 8080 k.local\n" + Stream + "TXT 4500 " + texts + "\n"), text);
    }

    private static string Texts(string text)
    {
        if (text == null)
        {
            return string.Empty;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Hex.Show(new byte[] { (byte)bytes.Length }, 0, 1) + Hex.Show(bytes, 0, bytes.Length);
    }

    /// <summary>Waits are within both limits, and come close to each.</summary>
    private static void CheckSpread(int min, int limit, int kind)
    {
        ResponderBench bench = Established();
        long shortest = long.MaxValue;
        long longest = 0;
        DnsPacket query = DnsPacket.Query(kind == 2 ? DnsFlags.Truncated : DnsFlags.Query);
        byte[] packet = query.Ask("_http._tcp.local", DnsType.DomainPointer).Bytes;
        for (int i = 0; i < 200; i++)
        {
            bench.Now += 5000;
            if (kind == 0)
            {
                bench.Responder.Start(new byte[] { 10, 9, 0, 2 }, bench.Now);
            }
            else
            {
                bench.Receive(packet);
            }

            long wait = bench.Responder.NextTime - bench.Now;
            shortest = wait < shortest ? wait : shortest;
            longest = wait > longest ? wait : longest;
            Assert.IsTrue(bench.Next(500) != null);
        }

        Assert.IsTrue(shortest >= min && shortest < min + 5, shortest.ToString());
        Assert.IsTrue(longest < limit && longest >= limit - 5, longest.ToString());
    }

    private static ResponderBench Established()
    {
        ResponderBench bench = new ResponderBench("k", 2);
        bench.Establish();
        return bench;
    }
}
