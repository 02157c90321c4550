using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class FrameReaderTests
{
    /// <summary>What a client sends and what the reader must report; the first are the examples of RFC 6455 section 5.7, masked.</summary>
    private static readonly string[] Streams =
    {
        "8185 37fa213d 7f9f4d5158 | text(48656c6c6f) ",
        "0183 37fa213d 7f9f4d 8082 37fa213d 5b95 | text(48656c6c6f) ",
        "8985 37fa213d 7f9f4d5158 | ping(48656c6c6f) ",
        "8a85 37fa213d 7f9f4d5158 | pong(48656c6c6f) ",

        // What may be empty, and what may stand between a message's fragments (section 5.4).
        "8180 00000000 | text() ",
        "8280 00000000 | binary() ",
        "8980 00000000 | ping() ",
        "0180 00000000 0080 00000000 8080 00000000 | text() ",
        "0181 00000000 61 8981 00000000 31 0081 00000000 62 8a80 00000000 8081 00000000 63 | text(61ping(31) 62pong() 63) ",
        "8280 00000000 8181 00000000 61 8281 00000000 ff | binary() text(61) binary(ff) ",

        // Close frames (sections 5.5.1 and 7.4), and nothing of what follows.
        "8880 00000000 | close(1005) ",
        "8882 00000000 03e8 | close(1000) ",
        "8885 00000000 03e9 627965 8180 00000000 | close(1001) ",
        "8882 00000000 0fa0 | close(4000) ",
        "8882 00000000 03eb | close(1003) ",
        "8882 00000000 03ef | close(1007) ",
        "8882 00000000 03f6 | close(1014) ",
        "8882 00000000 0bb8 | close(3000) ",
        "8882 00000000 1387 | close(4999) ",
        "0181 00000000 61 8882 00000000 03e8 | text(61close(1000) ",
        "8885 00000000 03e8 e282ac | close(1000) ",
        "0182 00000000 e282 8883 00000000 03e8 61 | text(e282close(1000) ",
        "8881 00000000 03 | error(1002) ",
        "8882 00000000 0000 | error(1002) ",
        "8882 00000000 03e7 | error(1002) ",
        "8882 00000000 03ec | error(1002) ",
        "8882 00000000 03ed | error(1002) ",
        "8882 00000000 03ee | error(1002) ",
        "8882 00000000 03f7 | error(1002) ",
        "8882 00000000 0bb7 | error(1002) ",
        "8882 00000000 1388 | error(1002) ",
        "8883 00000000 03e8 ff | error(1007) ",
        "8884 00000000 03e8 e282 | error(1007) ",

        // Reserved bits, opcodes, masks, lengths (sections 5.1, 5.2, 5.5).
        "c180 00000000 | error(1002) ",
        "a180 00000000 | error(1002) ",
        "9180 00000000 | error(1002) ",
        "8380 00000000 | error(1002) ",
        "8780 00000000 | error(1002) ",
        "8b80 00000000 | error(1002) ",
        "8f80 00000000 | error(1002) ",
        "8105 48656c6c6f | error(1002) ",
        "0980 00000000 | error(1002) ",
        "0880 00000000 | error(1002) ",
        "89fe 007e 00000000 | error(1002) ",
        "88fe 007e 00000000 | error(1002) ",
        "82fe 007d 00000000 | error(1002) ",
        "82fe 0000 00000000 | error(1002) ",
        "82ff 000000000000ffff 00000000 | error(1002) ",
        "82ff 8000000000000000 00000000 | error(1002) ",

        // Fragmentation (section 5.4).
        "8080 00000000 | error(1002) ",
        "0080 00000000 | error(1002) ",
        "0181 00000000 61 8181 00000000 62 | text(61error(1002) ",
        "0181 00000000 61 0281 00000000 62 | text(61error(1002) ",
        "8181 00000000 61 8081 00000000 62 | text(61) error(1002) ",

        // Text that is not UTF-8, also across frames (section 8.1).
        "8181 00000000 ff | error(1007) ",
        "8182 00000000 e282 | error(1007) ",
        "0182 00000000 e282 8081 00000000 ac | text(e282ac) ",
        "0182 00000000 e282 8081 00000000 41 | text(e282error(1007) ",
        "0182 00000000 e282 8080 00000000 | text(e282error(1007) ",
        "0182 00000000 e282 8984 00000000 ffffffff 8081 00000000 ac | text(e282ping(ffffffff) ac) ",
        "8281 00000000 ff | binary(ff) ",
    };

    [TestMethod]
    public void Reports_the_same_however_the_stream_is_cut()
    {
        foreach (string line in Streams)
        {
            int bar = line.IndexOf('|');
            byte[] stream = Hex.Parse(line.Substring(0, bar));
            string expected = line.Substring(bar + 2);
            Assert.AreEqual(expected, FrameLog.Of(stream, stream.Length), line);
            Assert.AreEqual(Joined(expected), Joined(FrameLog.Of(stream, 1)), line);
            for (int cut = 1; cut < stream.Length; cut++)
            {
                Assert.AreEqual(Joined(expected), Joined(FrameLog.OfTwo(stream, cut)), line);
            }
        }
    }

    /// <summary>The two long examples of RFC 6455 section 5.7: 256 bytes and 64 KiB of binary, masked here as a client must.</summary>
    [TestMethod]
    public void Reads_long_messages()
    {
        CheckLong("82fe0100", 256);
        CheckLong("82ff0000000000010000", 65536);
        CheckLong("82fe007e", 126);
        CheckLong("82feffff", 65535);
    }

    /// <summary>RFC 6455 section 5.5: a control frame has at most 125 bytes of payload.</summary>
    [TestMethod]
    public void Reads_the_longest_control_frame()
    {
        string payload = HandshakeCase.Repeat("5a", FrameWriter.MaxControlPayload);
        byte[] frame = Hex.Parse("89fd 00000000" + payload);
        Assert.AreEqual("ping(" + payload + ") ", FrameLog.Of(frame, frame.Length));
        Assert.AreEqual("ping(" + payload + ") ", FrameLog.Of(frame, 50));
    }

    /// <summary>Only one that arrives in pieces is gathered, which takes memory.</summary>
    [TestMethod]
    public void A_control_frame_that_arrives_whole_is_read_in_its_place()
    {
        FrameReader reader = new FrameReader(long.MaxValue);
        FrameState state = new FrameState();
        state.Reset();
        byte[] ping = Hex.Parse("8982 00000000 6869");
        reader.Read(state, ping, 0, ping.Length);
        Assert.IsTrue(reader.Event == FrameEvent.Ping && reader.ControlPayload == ping);
        Assert.AreEqual(6, reader.ControlOffset);
    }

    [TestMethod]
    public void Refuses_a_message_over_the_limit_as_soon_as_its_length_is_known()
    {
        CheckLimit("8284 00000000", "");
        CheckLimit("8285 00000000", "error(1009) ");
        CheckLimit("0283 00000000 616161 0081 00000000 61", "binary(61616161");
        CheckLimit("0283 00000000 616161 0082", "binary(616161error(1009) ");
        CheckLimit("0283 00000000 616161 0081 00000000 61 0081", "binary(61616161error(1009) ");
        CheckLimit("82fe ffff", "error(1009) ");
        CheckLimit("82ff 7fffffffffffffff", "error(1009) ");
        CheckLimit("0283 00000000 616161 00ff 7fffffffffffffff", "binary(616161error(1009) ");
        CheckLimit("8984 00000000 61616161 8283 00000000 616161 8283 00000000 616161", "ping(61616161) binary(616161) binary(616161) ");
    }

    /// <summary>A stream that is cut anywhere fails at the byte that breaks the rule, not later.</summary>
    [TestMethod]
    public void Fails_at_the_first_byte_that_is_not_valid()
    {
        CheckFailsAt("c1", 1);
        CheckFailsAt("83", 1);
        CheckFailsAt("80", 1);
        CheckFailsAt("09", 1);
        CheckFailsAt("8105", 2);
        CheckFailsAt("89fe", 2);
        CheckFailsAt("8881", 2);
        CheckFailsAt("82fe007d", 4);
        CheckFailsAt("82ff80", 3);
        CheckFailsAt("8185 00000000 61ff", 8);
        CheckFailsAt("8884 00000000 03e7", 8);
        CheckFailsAt("8884 00000000 03e8 ff", 9);
    }

    [TestMethod]
    public void Starts_anew_after_reset()
    {
        FrameReader reader = new FrameReader(long.MaxValue);
        FrameState state = new FrameState();
        state.Reset();
        byte[] openMessage = Hex.Parse("0181 00000000 61");
        reader.Read(state, openMessage, 0, openMessage.Length);
        state.Reset();
        byte[] ping = Hex.Parse("8980 00000000");
        reader.Read(state, ping, 0, ping.Length);
        Assert.IsTrue(reader.Event == FrameEvent.Ping);
        byte[] continuation = Hex.Parse("80");
        reader.Read(state, continuation, 0, 1);
        Assert.IsTrue(reader.Event == FrameEvent.Error);
    }

    /// <summary>A connection that was cut leaves a character that is not whole, and a payload that never comes.</summary>
    [TestMethod]
    public void Starts_anew_within_a_frame_and_within_a_character()
    {
        FrameReader reader = new FrameReader(126);
        FrameState state = new FrameState();
        state.Reset();
        byte[] half = Hex.Parse("0184 00000000 61e2");
        reader.Read(state, half, 0, half.Length);
        state.Reset();
        byte[] text = Hex.Parse("81fe007e 00000000" + HandshakeCase.Repeat("61", 126));
        Assert.AreEqual(text.Length, reader.Read(state, text, 0, text.Length));
        Assert.IsTrue(reader.Event == FrameEvent.Data && reader.PieceIsFirst && reader.PieceIsFinal);
    }

    [TestMethod]
    public void Reads_nothing_from_no_bytes()
    {
        FrameReader reader = new FrameReader(125);
        FrameState state = new FrameState();
        state.Reset();
        byte[] ping = Hex.Parse("8980 00000000");
        Assert.AreEqual(0, reader.Read(state, ping, 0, 0));
        Assert.AreEqual(ping.Length, reader.Read(state, ping, 0, ping.Length));
        Assert.IsTrue(reader.Event == FrameEvent.Ping);
        Assert.AreEqual(0, reader.Read(state, ping, ping.Length, 0));
        Assert.IsTrue(reader.Event == FrameEvent.None);
    }

    private static void CheckLong(string header, int length)
    {
        LongMessage.Check(header, length, 4096);
        LongMessage.Check(header, length, 1460);
        LongMessage.Check(header, length, 7);
    }

    private static void CheckLimit(string stream, string expected)
    {
        FrameLog log = new FrameLog(4);
        byte[] bytes = Hex.Parse(stream);
        log.Feed(bytes, 0, bytes.Length);
        Assert.AreEqual(expected, log.ToString(), stream);
    }

    private static void CheckFailsAt(string stream, int count)
    {
        byte[] bytes = Hex.Parse(stream);
        Assert.AreEqual(count, bytes.Length);
        FrameLog log = new FrameLog(long.MaxValue);
        for (int i = 0; i < count - 1; i++)
        {
            log.Feed(bytes, i, 1);
        }

        Assert.IsFalse(log.ToString().Contains("error"), stream);
        log.Feed(bytes, count - 1, 1);
        Assert.IsTrue(log.ToString().Contains("error"), stream);
    }

    /// <summary>
    /// A message cut within a frame may have valid pieces reported before a later byte breaks it: only what follows the error must be the
    /// same.
    /// </summary>
    private static string Joined(string log)
    {
        int error = log.IndexOf("error(1007)");
        return error < 0 ? log : log.Substring(error);
    }
}
