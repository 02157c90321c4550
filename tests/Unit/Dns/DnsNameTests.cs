using System;
using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>Names as RFC 1035 sections 2.3.4, 3.1 and 4.1.4 have them, and those of hosts and services.</summary>
[TestClass]
public class DnsNameTests
{
    [TestMethod]
    public void A_name_ends_after_its_empty_label_or_its_first_pointer()
    {
        Assert.AreEqual(13, Skip("00", 12, 13));
        Assert.AreEqual(15, Skip("0161 00", 12, 15));
        Assert.AreEqual(17, Skip("0161 00 c00c", 15, 17));
        Assert.AreEqual(21, Skip("0161 00 0162 c00c c00f", 19, 21)); // over a second one
        Assert.AreEqual(23, Skip("0161 00 0162 c00c 0163 c00f 00", 19, 24)); // the rest is not the name's
    }

    [TestMethod]
    public void A_pointer_leads_back_into_the_message_and_round_no_loop()
    {
        Assert.AreEqual(-1, Skip("0161 00 c00f", 15, 17)); // to itself
        Assert.AreEqual(-1, Skip("0161 00 c010", 15, 17)); // into itself
        Assert.AreEqual(-1, Skip("0161 00 c000", 15, 17)); // into the header, where zeros would be names
        Assert.AreEqual(-1, Skip("0161 00 c00b", 15, 17));
        Assert.AreEqual(-1, Skip("0161 00 c00c", 15, 16)); // its second byte is not the message's
        Assert.AreEqual(-1, Skip("0161 c00c c00c", 16, 18));
        Assert.AreEqual(-1, Skip("c00e c00c c00c", 16, 18)); // pointers alone
        Assert.AreEqual(-1, Skip("0161", 12, 14));
        Assert.AreEqual(-1, Skip("0161 00", 12, 14));
        Assert.AreEqual(-1, Skip("0161 00", 12, 12));
    }

    [TestMethod]
    public void Labels_have_63_bytes_and_names_255()
    {
        Assert.AreEqual(12 + 65, SkipLabels("3f"));
        Assert.AreEqual(-1, SkipLabels("40")); // reserved, whatever follows
        Assert.AreEqual(-1, SkipLabels("bf"));
        Assert.AreEqual(12 + 255, SkipLabels("3f 3f 3f 3d"));
        Assert.AreEqual(-1, SkipLabels("3f 3f 3f 3e"));
        Assert.AreEqual(-1, SkipLabels("3f 3f 3f 3f"));

        // What a pointer leads to counts too: 192 bytes and the end before it.
        byte[] message = Labels("3f 3f 3f", 65);
        int start = 12 + 193;
        message[start] = 60;
        message[start + 61] = 0xC0;
        message[start + 62] = 12;
        Assert.AreEqual(start + 63, DnsName.Skip(message, start, start + 63));
        message[start] = 61;
        message[start + 62] = 0xC0;
        message[start + 63] = 12;
        Assert.AreEqual(start + 64, DnsName.Skip(message, start, start + 64));
        message[start] = 62;
        message[start + 63] = 0xC0;
        message[start + 64] = 12;
        Assert.AreEqual(-1, DnsName.Skip(message, start, start + 65));
    }

    [TestMethod]
    public void Upper_and_lower_case_are_the_same_for_English_letters_alone()
    {
        string[] same = { "a A", "z Z", "m.Local M.lOCAL", "1-2 1-2" };
        foreach (string pair in same)
        {
            Assert.IsTrue(AreEqual(pair), pair);
        }

        string[] others = { "@ `", "[ {", "a b", "a ab", "ab a", "a.b a", "a a.b", "a.b ab", "\u00C4 \u00E4", "b A" };
        foreach (string pair in others)
        {
            Assert.IsFalse(AreEqual(pair), pair);
        }
    }

    [TestMethod]
    public void A_host_has_letters_digits_and_hyphens_within()
    {
        foreach (string name in new string[] { "a", "z", "A", "Z", "0", "9", "a-b", "a--b", new string('a', 63) })
        {
            Assert.IsTrue(HostLabel.IsValid(name), name);
            HostLabel.Check(name);
        }

        foreach (string name in new string[] { "`", "{", "@", "[", "/", ":", "-", "-a", "a-", "a/b", new string('a', 64) })
        {
            Assert.IsFalse(HostLabel.IsValid(name), name);
            Assert.AreEqual(
                "A host's name has 1 to 63 letters, digits and hyphens, no hyphen first or last: '" + name + "' is not valid",
                ProblemOf(name, new ServiceDescription[0]));
        }

        Assert.AreEqual(new string('a', 61) + "-2", HostLabel.Numbered(new string('a', 61), 2));
        Assert.AreEqual(new string('a', 61) + "-2", HostLabel.Numbered(new string('a', 62), 2));
        Assert.AreEqual(new string('a', 59) + "-123", HostLabel.Numbered(new string('a', 60), 123));
        Assert.AreEqual("sensorcast-09afff", HostLabel.FromPhysicalAddress(new byte[] { 0x09, 0xAF, 0xFF }));
    }

    [TestMethod]
    public void Services_have_texts_of_255_bytes_and_a_host_five_of_them()
    {
        string type = "_http._tcp";
        ServiceDescription service = new ServiceDescription(type, 80, new string('a', 255), string.Empty, "k\u00E4");
        Assert.AreEqual(type, service.Type);
        Assert.IsNull(ProblemOf("a", Services(service, 5)));
        Assert.AreEqual("A host announces at most 5 services", ProblemOf("a", Services(service, 6)));
        ServiceDescription[] alike = Services(service, 5);
        alike[4] = new ServiceDescription("_HTTP._tcp", 81);
        Assert.AreEqual("Two services have the type _HTTP._tcp", ProblemOf("a", alike));
        string problem = string.Empty;
        try
        {
            new ServiceDescription(type, 80, "a", new string('a', 256)).ToString();
        }
        catch (ArgumentException e)
        {
            problem = e.Message;
        }

        Assert.AreEqual("A text has at most 255 bytes: " + new string('a', 256), problem);
    }

    /// <summary>Otherwise no client would find the services that are left out, and nothing would say why.</summary>
    [TestMethod]
    public void Services_that_one_packet_does_not_hold_are_refused()
    {
        string text = new string('a', 249);
        ServiceDescription[] services = Services(new ServiceDescription("_http._tcp", 80, text, text, new string('a', 136)), 5);
        string packet = PacketOf(services);
        Assert.IsTrue(packet.EndsWith("._other4._tcp.local TXT flush 4500 00\n"), packet);
        services[0] = new ServiceDescription("_http._tcp", 80, text, text, new string('a', 137));
        Assert.AreEqual(
            "The services do not fit into one packet of 1472 bytes: the texts of _http._tcp have 638 bytes", ProblemOf("a", services));
    }

    /// <summary>The first announcement of a host with the longest name and as many addresses as there is room for in any case.</summary>
    private static string PacketOf(ServiceDescription[] services)
    {
        byte[] buffer = new byte[MulticastResponder.BufferSize];
        MulticastResponder responder = new MulticastResponder(new string('b', 63), services, 1);
        responder.Start(new byte[16], 0);
        int length = 0;
        for (int i = 0; i < 4; i++)
        {
            length = responder.Write(buffer, responder.NextTime);
        }

        return DnsText.Of(buffer, length);
    }

    private static int Skip(string hex, int offset, int end)
    {
        byte[] message = Hex.Parse("0000 0000 0000 0000 0000 0000 " + hex);
        return DnsName.Skip(message, offset, end);
    }

    private static int SkipLabels(string lengths)
    {
        byte[] message = Labels(lengths, 0);
        return DnsName.Skip(message, 12, message.Length);
    }

    /// <summary>A header, labels of some lengths, the empty one, and more zeros.</summary>
    private static byte[] Labels(string lengths, int more)
    {
        byte[] sizes = Hex.Parse(lengths);
        int length = 13;
        foreach (byte size in sizes)
        {
            length += 1 + size;
        }

        byte[] message = new byte[length + more];
        int offset = 12;
        foreach (byte size in sizes)
        {
            message[offset] = size;
            offset += 1 + size;
        }

        return message;
    }

    private static bool AreEqual(string pair)
    {
        string[] names = pair.Split(' ');
        return DnsName.AreEqual(DnsName.Encode(names[0]), 0, DnsName.Encode(names[1]), 0);
    }

    private static ServiceDescription[] Services(ServiceDescription first, int count)
    {
        ServiceDescription[] services = new ServiceDescription[count];
        services[0] = first;
        for (int i = 1; i < count; i++)
        {
            services[i] = new ServiceDescription("_other" + i + "._tcp", 80);
        }

        return services;
    }

    /// <summary>Why there can be no such host.</summary>
    private static string ProblemOf(string name, ServiceDescription[] services)
    {
        try
        {
            new MulticastResponder(name, services, 1).Stop();
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }

        return null;
    }
}
