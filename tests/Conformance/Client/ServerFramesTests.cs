namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>Whether the client detects what a server must not send. The valid frames are those of RFC 6455 section 5.7.</summary>
[TestClass]
public class ServerFramesTests
{
    [TestMethod]
    [DataRow("810548656c6c6f", "text 5")]
    [DataRow("010348656c 80026c6f", "text 5")]
    [DataRow("010348656c 890548656c6c6f 80026c6f 8a00", "ping 5, text 5, pong 0")]
    [DataRow("0101ce 8001ba", "text 2")]
    [DataRow("8200 880203e8", "binary 0, close 1000")]
    [DataRow("8800", "close ")]
    [DataRow("0100 8800", "close ")]
    [DataRow("c100", "a reserved bit")]
    [DataRow("a100", "a reserved bit")]
    [DataRow("9100", "a reserved bit")]
    [DataRow("8300", "a reserved opcode")]
    [DataRow("8f00", "a reserved opcode")]
    [DataRow("818537fa213d7f9f4d5158", "a masked frame")]
    [DataRow("0900", "a fragmented control frame")]
    [DataRow("897e007e", "a control frame that is too long")]
    [DataRow("0100 8100", "a message within another")]
    [DataRow("8000", "a continuation of nothing")]
    [DataRow("8100 8000", "text 0, a continuation of nothing")]
    [DataRow("827e007d", "a length that is not in its shortest form")]
    [DataRow("827f000000000000ffff", "a length that is not in its shortest form")]
    [DataRow("827f8000000000000000", "a length with its first bit set")]
    [DataRow("8101ce", "text that is not UTF-8")]
    [DataRow("880103", "a close frame without a code that may be sent")]
    [DataRow("880203ed", "a close frame without a code that may be sent")]
    [DataRow("880303e8ff", "a close reason that is not UTF-8")]
    [DataRow("8800 8a00", "close , octets after the close frame")]
    [DataRow("810548", "a torn frame")]
    [DataRow("81", "a torn frame")]
    public void Keeps_what_it_receives(string octets, string expected)
    {
        byte[] stream = Convert.FromHexString(octets.Replace(" ", ""));
        for (int piece = 1; piece <= stream.Length; piece++)
        {
            var frames = new ServerFrames();
            for (int start = 0; start < stream.Length; start += piece)
            {
                frames.Read(stream.AsSpan(start, Math.Min(piece, stream.Length - start)));
            }

            frames.End();
            IEnumerable<string> seen = frames.Received.Select(received => received.ToString());
            seen = frames.Close is { } close ? seen.Append($"close {close.Code}") : seen;
            seen = frames.Violation is { } violation ? seen.Append(violation) : seen;
            Assert.AreEqual(expected, string.Join(", ", seen), $"in pieces of {piece}");
        }
    }
}
