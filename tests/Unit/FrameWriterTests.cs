using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class FrameWriterTests
{
    /// <summary>The unmasked examples of RFC 6455 section 5.7.</summary>
    [TestMethod]
    public void Writes_the_examples_of_the_standard()
    {
        Assert.AreEqual("810548656c6c6f", Frame("48656c6c6f", Opcode.Text, true));
        Assert.AreEqual("010348656c", Frame("48656c", Opcode.Text, false));
        Assert.AreEqual("80026c6f", Frame("6c6f", Opcode.Continuation, true));
        Assert.AreEqual("890548656c6c6f", Frame("48656c6c6f", Opcode.Ping, true));
        Assert.AreEqual("827e0100", Header(256));
        Assert.AreEqual("827f0000000000010000", Header(65536));
    }

    [TestMethod]
    public void Writes_lengths_in_their_shortest_form()
    {
        Assert.AreEqual("8200", Header(0));
        Assert.AreEqual("827d", Header(125));
        Assert.AreEqual("827e007e", Header(126));
        Assert.AreEqual("827effff", Header(65535));
        Assert.AreEqual("827f000000007fffffff", Header(int.MaxValue));
    }

    [TestMethod]
    public void Writes_close_frames()
    {
        byte[] buffer = new byte[8];
        Assert.AreEqual(4, CloseFrame.Write(buffer, 1, CloseCode.GoingAway));
        Assert.AreEqual("00880203e9000000", Hex.Show(buffer));
        Assert.AreEqual(2, CloseFrame.Write(buffer, 0, CloseCode.NoStatus));
        Assert.AreEqual("8800", Hex.Show(buffer, 0, 2));
    }

    private static string Frame(string payload, Opcode opcode, bool isFinal)
    {
        const int PayloadOffset = 10;
        byte[] bytes = Hex.Parse(payload);
        byte[] buffer = new byte[PayloadOffset + bytes.Length];
        Array.Copy(bytes, 0, buffer, PayloadOffset, bytes.Length);
        int start = FrameWriter.WriteHeader(buffer, PayloadOffset, bytes.Length, opcode, isFinal);
        return Hex.Show(buffer, start, buffer.Length - start);
    }

    private static string Header(int payloadLength)
    {
        byte[] buffer = Hex.Parse("eeeeeeeeeeeeeeeeeeee");
        int start = FrameWriter.WriteHeader(buffer, 10, payloadLength, Opcode.Binary, true);
        Assert.AreEqual(FrameWriter.HeaderSize(payloadLength), 10 - start);
        return Hex.Show(buffer, start, 10 - start);
    }
}
