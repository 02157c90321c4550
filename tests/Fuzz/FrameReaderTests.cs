using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Fuzz;

[TestClass]
public class FrameReaderTests
{
    private static readonly Gen<long> Limit = Gen.Frequency((3, Gen.Const(long.MaxValue)), (1, Gen.Long[0, 200]));

    /// <summary>
    /// Never throws, reads and writes nothing outside its buffer, and follows RFC 6455: the same events, however the stream is
    /// cut, and the last of them in the piece with the byte that decides it.
    /// </summary>
    [TestMethod]
    public void Reads_any_stream_as_the_rfc_says_however_it_is_cut()
    {
        Gen.Select(FrameGen.Any, ByteGen.Cuts, Limit, Gen.Int).Hold(
            10_000,
            x => Check(x.Item1, x.Item2, x.Item3, x.Item4),
            x => Show.Stream(x.Item1, x.Item2) + $" limit {x.Item3}");
    }

    [TestMethod]
    public void Reads_back_what_the_writer_wrote()
    {
        Gen.Select(
            Gen.OneOf(Opcode.Text, Opcode.Binary, Opcode.Ping, Opcode.Pong), TextGen.Valid, Gen.Int[0, 12], Gen.UInt, ByteGen.Cuts, Gen.Int)
                .Hold(
            2_000,
            x => RoundTrip(x.Item1, x.Item2, x.Item3, x.Item4, x.Item5, x.Item6),
            x => $"{x.Item1} {Convert.ToHexString(x.Item2)} x{x.Item3} key {x.Item4:X8} cuts {string.Join(' ', x.Item5)}");
    }

    internal static void Check(byte[] stream, int[] cuts, long limit, int seed)
    {
        Trace expected = RfcReader.Read(stream, limit);
        var run = FrameReaderRun.Of(stream, cuts, seed, limit);
        Assert.AreEqual(string.Join(", ", expected.Events), string.Join(", ", run.Trace.Events));
        Assert.AreEqual(expected.End < 0, run.Trace.End < 0, "Ended or not");
        Assert.IsTrue(
            expected.End < 0 || (run.EndPieceStart <= expected.End && expected.End <= run.Trace.End),
            $"Ended with the bytes from {run.EndPieceStart} to {run.Trace.End}, but {expected.End} decides");
        if (expected.Fault is Fault.TextNotUtf8 or Fault.TextCutShort)
        {
            // How much of the message was reported before the byte that is not valid depends on the cuts.
            Assert.StartsWith(run.Trace.OpenMessage, expected.OpenMessage);
        }
        else
        {
            Assert.AreEqual(expected.OpenMessage, run.Trace.OpenMessage);
        }
    }

    private static void RoundTrip(Opcode opcode, byte[] text, int size, uint key, int[] cuts, int seed)
    {
        // Bytes repeated, so that each form of the length is written.
        byte[] payload = opcode >= Opcode.Ping
            ? text[..Math.Min(text.Length, FrameWriter.MaxControlPayload)]
            : TextGen.Join([.. Enumerable.Repeat(text, size < 6 ? 1 : size < 12 ? 40 : 4000)]);
        int header = FrameWriter.HeaderSize(payload.Length);
        var frame = new Poisoned(seed);
        frame.Fill(new byte[header + payload.Length]);
        payload.CopyTo(frame.Content[header..]);
        int start = FrameWriter.WriteHeader(frame.Buffer, frame.Offset + header, payload.Length, opcode, isFinal: true);
        Assert.AreEqual(frame.Offset, start);
        frame.AssertIntact();

        byte[] masked = [.. frame.Content[..header], (byte)(key >> 24), (byte)(key >> 16), (byte)(key >> 8), (byte)key, .. payload];
        masked[1] |= 0x80;
        Masking.Apply(masked, header + 4, payload.Length, key);
        Trace trace = FrameReaderRun.Of(masked, cuts, seed).Trace;
        Assert.AreEqual($"{opcode} {Convert.ToHexString(payload)}".ToUpperInvariant(), string.Join(", ", trace.Events).ToUpperInvariant());
        Assert.AreEqual(string.Empty, trace.OpenMessage);
    }
}
