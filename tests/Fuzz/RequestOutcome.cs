using Sensorcast.Http;
using Sensorcast.Tests.Unit;
using HttpMethod = Sensorcast.Http.HttpMethod;

namespace Sensorcast.Tests.Fuzz;

/// <summary>All that a reader reports of a request.</summary>
internal sealed record RequestOutcome(
    int Error, bool IsComplete, int Consumed, HttpMethod Method, int Path, int Subprotocol, int Status, string Key, bool EntityTagMatches,
    string Token)
{
    private static readonly ResourceTable Routes = TestRoutes.Make();

    // One reader for all: its state for a request must be in that request's object.
    [ThreadStatic]
    private static RequestReader? _reader;

    /// <summary>Feeds a request cut into pieces among poison, and checks each call.</summary>
    internal static RequestOutcome Of(byte[] request, int[] cuts, int seed)
    {
        RequestReader reader = _reader ??= new RequestReader(
            Routes, new AccessRules(["board"], ["https://allowed.example"], "full-token", "read-only-token"), new RequestContent());
        var read = new RequestState();
        var other = new OtherRequest(reader);
        read.Reset();
        var slice = new Poisoned(seed);
        int position = 0;
        int total = 0;
        for (int i = 0; position < request.Length; i++)
        {
            int count = Math.Min(cuts[i % cuts.Length], request.Length - position);
            slice.Fill(request.AsSpan(position, count));
            bool wasOver = read.IsComplete || read.Error != 0;
            int consumed = reader.Read(read, slice.Buffer, slice.Offset, count);
            bool isOver = read.IsComplete || read.Error != 0;
            slice.AssertIntact();
            Assert.IsTrue(slice.Content.SequenceEqual(request.AsSpan(position, count)), "The request itself was changed");
            Assert.IsTrue(wasOver ? consumed == 0 : isOver ? consumed <= count : consumed == count, $"Consumed {consumed}");
            Assert.IsFalse(read.IsComplete && read.Error != 0, "Both whole and broken");
            other.FeedNext();
            position += count;
            total += consumed;
        }

        return read.IsComplete
            ? new RequestOutcome(
                0, true, total, read.Method, read.Path, read.Subprotocol, Decide(read), KeyOf(read), read.EntityTagMatches, TokenOf(read))
            : new RequestOutcome(read.Error, false, total, HttpMethod.Other, 0, 0, 0, string.Empty, false, string.Empty);
    }

    private static int Decide(RequestState request) => UpgradeDecision.Decide(request, Routes.At(request.Path));

    private static string TokenOf(RequestState request) =>
        $"offered {request.OffersToken}, wrong {request.TokenIsWrong}, reads {request.MayRead}, sets {request.MaySet}";

    private static string KeyOf(RequestState request) =>
        Decide(request) == HttpStatus.SwitchingProtocols
            ? Convert.ToHexString(request.KeyBuffer, RequestState.KeyOffset, 24)
            : string.Empty;
}
