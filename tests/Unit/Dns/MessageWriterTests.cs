using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>What is written is read again, in as few bytes as RFC 1035 section 4.1.4 allows.</summary>
[TestClass]
public class MessageWriterTests
{
    private readonly MessageWriter _writer = new MessageWriter();
    private byte[] _buffer;

    [TestMethod]
    public void The_end_of_a_name_that_was_written_before_is_a_pointer()
    {
        Start(200);
        _writer.Question(DnsName.Encode("a.local"), DnsType.Any, DnsClass.Internet);
        _writer.Question(DnsName.Encode("b.local"), DnsType.Any, DnsClass.Internet | DnsClass.UnicastResponse);
        Assert.AreEqual(12 + (9 + 4) + (4 + 4), _writer.Length);
        _writer.Question(DnsName.Encode("a.local"), DnsType.A, DnsClass.Internet);
        Assert.AreEqual(12 + (9 + 4) + (4 + 4) + (2 + 4), _writer.Length);

        // Not in other letters, and not what is of the same name and not written yet.
        _writer.Question(DnsName.Encode("A.Local"), DnsType.A, DnsClass.Internet);
        _writer.Question(DnsName.Encode("x.x.x"), DnsType.A, DnsClass.Internet);
        _writer.Question(DnsName.Encode("y.y"), DnsType.A, DnsClass.Internet);
        Assert.AreEqual("? a.local ANY\n? b.local ANY flush\n? a.local A\n? A.Local A\n? x.x.x A\n? y.y A\n", Text());
    }

    [TestMethod]
    public void Names_after_256_bytes_and_more_names_than_are_remembered()
    {
        Start(700);
        byte[] texts = new byte[256];
        texts[0] = 255;
        _writer.StartRecord(DnsName.Encode("a"), DnsType.Txt, DnsClass.Internet, 0x12345678);
        _writer.AppendBytes(texts, 0, texts.Length);
        _writer.EndRecord(MessageSection.Answer);
        for (int i = 0; i < 2; i++)
        {
            WriteAddress("b.c");
        }

        Assert.AreEqual(12 + (3 + 10 + 256) + (5 + 14) + (2 + 14), _writer.Length);
        Assert.IsTrue(Text().StartsWith("= a TXT 305419896 ff00"));
        Assert.IsTrue(Text().EndsWith("00\n= b.c A 120 0a090002\n= b.c A 120 0a090002\n"));

        // The 25th name and those after it are written out, the second time too.
        Start(700);
        for (int i = 0; i < 30; i++)
        {
            WriteAddress("a" + i.ToString());
        }

        int length = _writer.Length;
        WriteAddress("a23");
        Assert.AreEqual(length + 2 + 14, _writer.Length);
        WriteAddress("a24");
        Assert.AreEqual(length + 2 + 14 + 5 + 14, _writer.Length);
        Assert.IsTrue(Text().EndsWith("= a29 A 120 0a090002\n= a23 A 120 0a090002\n= a24 A 120 0a090002\n"));
    }

    [TestMethod]
    public void More_than_255_parts()
    {
        Start(12 + (257 * 5));
        for (int i = 0; i < 257; i++)
        {
            _writer.Question(new byte[1], DnsType.A, DnsClass.Internet);
        }

        MessageReader reader = new MessageReader();
        Assert.IsTrue(reader.Open(_buffer, _writer.Length));
        Assert.AreEqual(257, reader.CountOf(MessageSection.Question));
        Assert.AreEqual(0, reader.CountOf(MessageSection.Answer));
        Assert.AreEqual(_buffer.Length, _writer.Length);
        Assert.AreEqual(0, reader.Flags & DnsFlags.Truncated);
    }

    [TestMethod]
    public void What_does_not_fit_leaves_what_is_there_as_it_was()
    {
        // Room for one record and 3 bytes: of the next one not even the first label, though what follows it would fit.
        Start(12 + 23 + 3);
        WriteAddress("a.local");
        string one = Text();
        Assert.AreEqual("= a.local A 120 0a090002\n", one);
        WriteAddress("kitchen.local");
        WriteAddress("kitchen");
        Assert.AreEqual(one, Text());
        Assert.AreEqual(12 + 23, _writer.Length);
        Assert.AreEqual("820", Hex.Show(_buffer, 2, 2).Substring(0, 3)); // a response still
        _writer.Question(DnsName.Encode("kitchen.local"), DnsType.Any, DnsClass.Internet);
        _writer.StartRecord(12, DnsType.A, DnsClass.Internet, 120);
        _writer.EndRecord(MessageSection.Answer);
        Assert.AreEqual(one, Text());

        // Each part begins anew after one that did not fit.
        Start(12 + 5 + 12);
        _writer.Question(DnsName.Encode("kitchen.local"), DnsType.Any, DnsClass.Internet);
        _writer.Question(new byte[1], DnsType.Any, DnsClass.Internet);
        _writer.Question(DnsName.Encode("kitchen.local"), DnsType.Any, DnsClass.Internet);
        _writer.StartRecord(12, 99, DnsClass.Internet, 120);
        _writer.EndRecord(MessageSection.Answer);
        Assert.AreEqual("?  ANY\n=  99 120 \n", Text());

        // A name that was left out is not searched for in the bytes that are there now.
        Start(60);
        _writer.StartRecord(DnsName.Encode("b.c"), DnsType.Txt, DnsClass.Internet, 120);
        _writer.AppendBytes(new byte[100], 0, 100);
        _writer.EndRecord(MessageSection.Answer);
        _writer.StartRecord(new byte[1], 0x00FF, 0xFFFF, 120);
        _writer.EndRecord(MessageSection.Answer);
        WriteAddress("c");
        Assert.AreEqual("=  ANY flush 120 \n= c A 120 0a090002\n", Text());

        // The same name in a shorter record is written in full, as no copy of it is left to point to. Its end is, and is pointed to.
        Start(100);
        WriteAddress("a.local");
        _writer.StartRecord(DnsName.Encode("b.local"), DnsType.Txt, DnsClass.Internet, 120);
        _writer.AppendBytes(new byte[100], 0, 100);
        _writer.AppendWord(0);
        _writer.EndRecord(MessageSection.Answer);
        Assert.AreEqual(12 + 23, _writer.Length);
        WriteAddress("b.local");
        Assert.AreEqual(12 + 23 + 4 + 14, _writer.Length);
        Assert.AreEqual(one + "= b.local A 120 0a090002\n", Text());
        Assert.IsTrue(IsTruncated());
        Start(100);
        Assert.IsFalse(IsTruncated());
    }

    [TestMethod]
    public void A_message_without_additional_records_is_not_truncated()
    {
        // RFC 2181 section 9: only a required record truncates a message.
        Start(12 + 23);
        WriteAddress("a.local");
        WriteAddress("b.local", MessageSection.Additional);
        Assert.IsFalse(IsTruncated());
        WriteAddress("b.local", MessageSection.Authority);
        Assert.IsTrue(IsTruncated());
        Assert.AreEqual("= a.local A 120 0a090002\n", Text());
    }

    private void Start(int size)
    {
        _buffer = new byte[size];
        _writer.Start(_buffer, 0, DnsFlags.Response);
    }

    private void WriteAddress(string name, int section = MessageSection.Answer)
    {
        _writer.StartRecord(DnsName.Encode(name), DnsType.A, DnsClass.Internet, 120);
        _writer.AppendBytes(new byte[] { 10, 9, 0, 2 }, 0, 4);
        _writer.EndRecord(section);
    }

    private bool IsTruncated()
    {
        return (_buffer[2] & (DnsFlags.Truncated >> 8)) != 0;
    }

    private string Text()
    {
        return DnsText.Of(_buffer, _writer.Length);
    }
}
