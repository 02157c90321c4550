using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class AddressResponderTests
{
    private const string Name = "07636f6e6e656374 076578616d706c65 00";

    [TestMethod]
    public void Every_name_has_the_address()
    {
        Assert.AreEqual(
            "abcd85000001000100000000" + "07636f6e6e656374076578616d706c6500" + "00010001" + "c00c000100010000000100" + "04c0a80401",
            Answer(MakeResponder(), "abcd 0100 0001 0000 0000 0000 " + Name + " 0001 0001"));
        Assert.AreEqual("? other.local A\n= other.local A 1 c0a80401\n", Show(AvahiPackets.Legacy));
        Assert.AreEqual(
            "? connect.example ANY\n= connect.example A 1 c0a80401\n", Show("abcd 0000 0001 0000 0000 0000 " + Name + " 00ff 0001"));
        Assert.AreEqual("?  A\n=  A 1 c0a80401\n", Show("abcd 0000 0001 0000 0000 0000 00 0001 0001"));
    }

    [TestMethod]
    public void Other_types_and_classes_have_no_record()
    {
        Assert.AreEqual("? connect.example AAAA\n", Show("abcd 0100 0001 0000 0000 0000 " + Name + " 001c 0001"));
        Assert.AreEqual("? connect.example 65\n", Show("abcd 0100 0001 0000 0000 0000 " + Name + " 0041 0001"));
        Assert.AreEqual("? connect.example A\n", Show("abcd 0100 0001 0000 0000 0000 " + Name + " 0001 0003"));
    }

    [TestMethod]
    public void Anything_but_a_single_question_is_an_error()
    {
        AddressResponder responder = MakeResponder();
        Assert.AreEqual(
            "abcd81010000000000000000", Answer(responder, "abcd 0100 0002 0000 0000 0000 " + Name + " 0001 0001 " + Name + " 001c 0001"));
        Assert.AreEqual("abcd80010000000000000000", Answer(responder, "abcd 0000 0000 0000 0000 0000"));
        Assert.AreEqual("abcd90040000000000000000", Answer(responder, "abcd 1000 0001 0000 0000 0000 " + Name + " 0001 0001"));
        Assert.AreEqual(0, responder.Malformed);

        // An answer repeats what is wanted, and no other flag or code.
        Assert.AreEqual("abcd81010000000000000000", Answer(responder, "abcd 07ff 0000 0000 0000 0000"));
        Assert.IsTrue(Answer(responder, "abcd 07ff 0001 0000 0000 0000 " + Name + " 0001 0001").StartsWith("abcd850000010001"));
        Assert.IsTrue(Answer(responder, "abcd 06ff 0001 0000 0000 0000 " + Name + " 001c 0001").StartsWith("abcd840000010000"));
    }

    [TestMethod]
    public void Malformed_messages_and_answers_get_no_answer()
    {
        AddressResponder responder = MakeResponder();
        Assert.AreEqual(string.Empty, Answer(responder, "abcd 0100 0001 0000 0000 0000 c00c 0001 0001"));
        Assert.AreEqual(string.Empty, Answer(responder, "abcd 0100 0001"));
        Assert.AreEqual(2, responder.Malformed);
        Assert.AreEqual(string.Empty, Answer(responder, AvahiPackets.LegacyAnswer));
        Assert.AreEqual(2, responder.Malformed);
    }

    private static AddressResponder MakeResponder()
    {
        return new AddressResponder(new byte[] { 192, 168, 4, 1 });
    }

    private static byte[] Buffer(string query, out int length)
    {
        byte[] packet = Hex.Parse(query);
        byte[] buffer = new byte[AddressResponder.BufferSize];
        System.Array.Copy(packet, 0, buffer, 0, packet.Length);
        length = packet.Length;
        return buffer;
    }

    private static string Answer(AddressResponder responder, string query)
    {
        byte[] buffer = Buffer(query, out int length);
        return Hex.Show(buffer, 0, responder.Answer(buffer, length));
    }

    private static string Show(string query)
    {
        byte[] buffer = Buffer(query, out int length);
        return DnsText.Of(buffer, MakeResponder().Answer(buffer, length));
    }
}
