using System.Collections.Concurrent;
using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;

namespace Sensorcast.Tests.Fuzz;

/// <summary>
/// The reader of shared/ compared with .NET's own server side of a WebSocket: same messages, same pings, same close, same refusal.
/// </summary>
[TestClass]
public class DotNetAgreementTests
{
    private readonly ConcurrentDictionary<string, int> _seen = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Agrees_with_dotnet()
    {
        Gen.Select(FrameGen.Any, ByteGen.Cuts, Gen.Int).Hold(
            10_000, x => Check(x.Item1, x.Item2, x.Item3), x => Show.Stream(x.Item1, x.Item2));
        foreach ((string outcome, int count) in _seen.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            TestContext.WriteLine($"{count,9:N0} {outcome}");
        }
    }

    private void Check(byte[] stream, int[] cuts, int seed)
    {
        // What is compared with .NET is the reader of shared/; the reference only reports which rule a refused stream breaks, and where.
        Trace reference = RfcReader.Read(stream);
        Trace ours = FrameReaderRun.Of(stream, cuts, seed).Trace;
        var theirs = DotNetReader.Of(stream);
        string ourEnd = ours.End < 0 ? "end of stream" : ours.Events[^1];
        List<string> ourEvents = [.. ours.Events.Where(e => e != ourEnd && !e.StartsWith("pong", StringComparison.Ordinal))];

        // .NET says 1000 when a close frame has no code.
        bool endsEqual = ourEnd == theirs.End || (ourEnd == "close 1005" && theirs.End == "close 1000");
        bool isSame = endsEqual && ourEvents.Count == theirs.Events.Count;
        Difference difference = isSame ? Difference.None : Known(reference, theirs, ourEnd);
        string outcome = difference == Difference.None ? "same: " + Kind(ourEnd) : $"known difference: {difference}";
        _seen.AddOrUpdate(outcome, 1, (_, count) => count + 1);

        bool theyGoOn = difference is Difference.Unmasked or Difference.LengthNotShortest
            or Difference.TextCutShortByEmptyFragment or Difference.TextCheckedLater;
        List<string> theirEvents = theyGoOn ? theirs.Events[..Math.Min(ourEvents.Count, theirs.Events.Count)] : theirs.Events;
        Assert.AreEqual(
            string.Join(", ", theirEvents), string.Join(", ", ourEvents), $"{difference}; we: {ours}; .NET: {theirs.End}; {reference}");
        Assert.IsTrue(difference != Difference.None || endsEqual, $"We: {ourEnd}; .NET: {theirs.End}; {reference.Fault}");
    }

    private static string Kind(string end) => end.StartsWith("close", StringComparison.Ordinal) ? "closed" : end;

    private static Difference Known(Trace reference, DotNetReader theirs, string ourEnd)
    {
        switch (reference.Fault)
        {
            case Fault.Unmasked:
                return Difference.Unmasked;
            case Fault.LengthNotShortest:
                return Difference.LengthNotShortest;
            case Fault.TextCutShort when reference.FaultyFrameIsEmpty:
                return Difference.TextCutShortByEmptyFragment;
            case Fault.TextNotUtf8 when reference.FaultIsAtFrameEnd:
                return Difference.TextCheckedLater;
            case Fault.CloseReasonNotUtf8 when ourEnd == "error 1007" && theirs.End == "error 1002":
                return Difference.CloseReasonCode;
        }

        bool isPayload = reference.Fault is Fault.TextNotUtf8 or Fault.TextCutShort or Fault.CloseCode or Fault.CloseReasonNotUtf8;
        bool isWhole = isPayload ? reference.FaultyFrameIsWhole : reference.FaultyHeaderIsWhole;
        bool isEarlier = reference.Fault != Fault.None && !isWhole && theirs.End == "end of stream";
        return isEarlier ? Difference.CheckedEarlier : Difference.None;
    }
}
