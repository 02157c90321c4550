using System;
using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class DnsMessageTests
{
    [TestMethod]
    public void Reads_what_avahi_announces()
    {
        byte[] packet = Hex.Parse(AvahiPackets.Announcement);
        Assert.AreEqual(AvahiPackets.AnnouncementText, DnsText.Of(packet, packet.Length));
    }

    [TestMethod]
    public void A_message_that_is_cut_anywhere_is_malformed()
    {
        string[] packets =
        {
            AvahiPackets.Probe, AvahiPackets.Announcement, AvahiPackets.Goodbye, AvahiPackets.BrowseAll, AvahiPackets.Legacy,
            AvahiPackets.Resolve,
        };
        foreach (string hex in packets)
        {
            byte[] packet = Hex.Parse(hex);
            MessageReader reader = new MessageReader();
            for (int length = 0; length < packet.Length; length++)
            {
                Assert.IsFalse(reader.Open(packet, length));
            }

            Assert.IsTrue(reader.Open(packet, packet.Length));
        }
    }

    [TestMethod]
    public void A_message_has_a_header_and_ends_with_the_first_part_that_is_malformed()
    {
        Assert.IsFalse(new MessageReader().Open(new byte[5], 5));
        Assert.IsFalse(new MessageReader().Open(new byte[12], 11));
        Assert.IsTrue(new MessageReader().Open(new byte[12], 12));
        AssertMalformed("0000 8400 0000 0002 0000 0000 0161 00 0001 0001 00000000 0003 0a0900 00 0063 0001 00000000 0000");
    }

    [TestMethod]
    public void Pointers_lead_back_and_lengths_end_within()
    {
        AssertQuestion("00", true);
        AssertQuestion("0161 00", true);
        AssertQuestion("c00c", false); // to itself
        AssertQuestion("0161 c00c", false); // round and round
        AssertQuestion("c00e 0161 00", false); // to a later byte
        AssertQuestion("c1ff", false); // out of the message
        AssertQuestion("4161 00", false); // RFC 1035: reserved
        AssertQuestion("8161 00", false);
        AssertQuestion("3f61 00", false);
        AssertQuestion("01", false);

        // Two that lead to each other, the second one in the data of a record.
        AssertMalformed("0000 8400 0000 0002 0000 0000  0161 c011 000c 0001 00000000 0002 c00c   c00c 000c 0001 00000000 0002 c00e");
    }

    [TestMethod]
    public void Data_is_as_its_type_says()
    {
        AssertMalformed(Answer("0001", "0003 0a0900"));
        AssertMalformed(Answer("0001", "0005 0a09000100"));
        AssertMalformed(Answer("0001", "0004 0a0900"));
        AssertMalformed(Answer("001c", "0004 0a090001"));
        AssertMalformed(Answer("000c", "0004 0161 0000")); // a byte after the name
        AssertMalformed(Answer("000c", "0002 0161 00")); // the name goes on after the data
        AssertMalformed(Answer("0021", "0006 0000 0000 0050"));
        AssertMalformed(Answer("0010", "0003 03 6161"));
        Assert.AreEqual("= a TXT 0 026161\n", Show(Answer("0010", "0003 02 6161")));
        Assert.AreEqual("= a SRV 0 80 b\n", Show(Answer("0021", "0009 0000 0000 0050 0162 00")));
        AssertMalformed(Answer("0021", "0009 0000 0000 0050 0362 00"));
        AssertMalformed(Answer("0021", "000a 0000 0000 0050 0162 0000")); // a byte after the name
        AssertMalformed(Answer("0002", "0002 0161"));
        AssertMalformed(Answer("0005", "0002 0161"));
        Assert.AreEqual("= a 99 0 0161\n", Show(Answer("0063", "0002 0161"))); // nothing is known of it
    }

    [TestMethod]
    public void Names_have_labels_of_63_bytes_and_255_in_all()
    {
        string label = "x";
        while (label.Length < DnsName.MaxLabelSize)
        {
            label += "x";
        }

        byte[] name = DnsName.Encode(label + "." + label + "." + label + "." + label.Substring(2));
        Assert.AreEqual(DnsName.MaxSize, name.Length);
        Assert.AreEqual(DnsName.MaxSize, DnsName.Skip(name, 0, name.Length));
        AssertRefused(label + "." + label + "." + label + "." + label.Substring(1));
        AssertRefused(label + "x");
        AssertRefused("a..b");
        AssertRefused(string.Empty);
    }

    [TestMethod]
    public void Names_compare_without_case_and_through_pointers()
    {
        byte[] packet = Hex.Parse(AvahiPackets.BrowseAll);
        MessageReader reader = new MessageReader();
        reader.Open(packet, packet.Length);
        reader.Read();
        reader.Read();
        Assert.IsTrue(reader.Is(DnsName.Encode("_Sensorcast._TCP.local")));
        Assert.IsFalse(reader.Is(DnsName.Encode("_sensorcast._udp.local")));
        Assert.IsFalse(reader.Is(DnsName.Encode("_sensorcast._tcp")));
        Assert.IsFalse(DnsName.AreEqual(DnsName.Encode("a@b"), 0, DnsName.Encode("a`b"), 0));
    }

    [TestMethod]
    public void A_label_may_have_dots()
    {
        byte[] name = DnsName.Prepend("Living room no. 2", DnsName.Encode("_http._tcp.local"));
        int offset = 0;
        Assert.AreEqual("Living room no. 2", DnsName.ReadLabel(name, ref offset));
        Assert.AreEqual("_http", DnsName.ReadLabel(name, ref offset));
    }

    [TestMethod]
    public void What_does_not_fit_is_left_out_whole()
    {
        MessageWriter writer = new MessageWriter();
        byte[] name = DnsName.Encode("kitchen.local");
        byte[] other = DnsName.Encode("attic.local");
        byte[] buffer = new byte[12 + 15 + 14 + 15];
        writer.Start(buffer, 7, DnsFlags.Response);
        for (int i = 0; i < 2; i++)
        {
            writer.StartRecord(i == 0 ? name : other, DnsType.A, DnsClass.Internet, 120);
            writer.AppendBytes(new byte[] { 10, 9, 0, 2 }, 0, 4);
            writer.EndRecord(MessageSection.Answer);
        }

        Assert.AreEqual("= kitchen.local A 120 0a090002\n", DnsText.Of(buffer, writer.Length));
        Assert.AreEqual(DnsFlags.Truncated >> 8, buffer[2] & (DnsFlags.Truncated >> 8));
        Assert.AreEqual(12 + 15 + 14, writer.Length);
    }

    [TestMethod]
    public void Each_part_is_in_its_section_with_its_class_and_time()
    {
        byte[] packet = Hex.Parse(
            "1234 8583 0001 0001 0001 0002 00 0001 00ff 00 0063 8001 fffefdfc 0000 00 0063 0003 00010203 0000 00 0063 0001 00000001 0001 05"
                + "00 00ff ffff 00000000 0000");
        MessageReader reader = new MessageReader();
        for (int i = 0; i < 2; i++)
        {
            Assert.IsTrue(reader.Open(packet, packet.Length));
            Assert.AreEqual(0x1234, reader.Id);
            Assert.AreEqual(0x8583, reader.Flags);
            AssertPart(reader, MessageSection.Question, 1, DnsClass.Any, true);
            AssertPart(reader, MessageSection.Answer, 99, DnsClass.Internet | DnsClass.CacheFlush, false);
            Assert.AreEqual(0xFFFEFDFCu, reader.TimeToLive);
            Assert.AreEqual(0, reader.DataLength);
            AssertPart(reader, MessageSection.Authority, 99, 3, false);
            Assert.AreEqual(0x00010203u, reader.TimeToLive);
            AssertPart(reader, MessageSection.Additional, 99, DnsClass.Internet, false);
            Assert.AreEqual(1, reader.DataLength);
            Assert.AreEqual(5, (int)packet[reader.Data]);
            AssertPart(reader, MessageSection.Additional, DnsType.Any, 0xFFFF, false);
            Assert.AreEqual(packet.Length, reader.Position);
            Assert.IsFalse(reader.Read());
            Assert.IsFalse(reader.Read());
        }
    }

    private static void AssertPart(MessageReader reader, int section, int type, int partClass, bool isForAddress)
    {
        Assert.IsTrue(reader.Read());
        Assert.AreEqual(section, reader.Section);
        Assert.AreEqual(type, reader.Type);
        Assert.AreEqual(partClass, reader.Class);
        Assert.AreEqual(isForAddress, reader.MatchesType(DnsType.A));
    }

    private static void AssertQuestion(string name, bool isValid)
    {
        byte[] packet = Hex.Parse("0000 0000 0001 0000 0000 0000 " + name + " 0001 0001");
        Assert.AreEqual(isValid, new MessageReader().Open(packet, packet.Length), name);
    }

    private static string Answer(string type, string data)
    {
        return "0000 8400 0000 0001 0000 0000 0161 00 " + type + " 0001 00000000 " + data;
    }

    private static string Show(string hex)
    {
        byte[] packet = Hex.Parse(hex);
        return DnsText.Of(packet, packet.Length);
    }

    private static void AssertMalformed(string hex)
    {
        Assert.AreEqual("malformed", Show(hex), hex);
    }

    private static void AssertRefused(string name)
    {
        bool isRefused = false;
        try
        {
            DnsName.Encode(name);
        }
        catch (ArgumentException)
        {
            isRefused = true;
        }

        Assert.IsTrue(isRefused, name);
    }
}
