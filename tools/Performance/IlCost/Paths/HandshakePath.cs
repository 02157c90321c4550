using Sensorcast.IlCost.Bench;
using Sensorcast.IlCost.Counting;

namespace Sensorcast.IlCost.Paths;

/// <summary>The cost of a browser's opening handshake, by parts of the server.</summary>
internal static class HandshakePath
{
    internal static IEnumerable<Figure> Measure()
    {
        ServerBench bench = new(1);
        bench.SendPacks(1);
        Client client = bench.Announce(ServerBench.Stream, ServerBench.Cbor);

        // The first pack goes out in the same step if it can.
        client.Window = 1;
        Reading reading = bench.Step();
        if (client.Sends != 1)
        {
            throw new InvalidOperationException("The handshake is not answered");
        }

        // Its cost before the heap was reduced: that was to cost instructions, but no time.
        yield return new Figure(Names.Handshake, reading, bar: 20000) { BoardBar = 22482 };
        foreach (
            IGrouping<string, string> part in reading.Runs.Select(run => run.Block.Type).Distinct().GroupBy(PartOf)
                .OrderBy(part => part.Key))
        {
            yield return new Figure($"– {part.Key}", reading.CostWhere(part.Contains));
        }
    }

    private static string PartOf(string type) => type switch
    {
        "Sensorcast.WebSockets.Sha1" or "Sensorcast.WebSockets.Sha1Padding" or "Sensorcast.WebSockets.AcceptKey" => "the accept key",
        "Sensorcast.Http.UpgradeDecision" => "the decision",
        "Sensorcast.Http.ResponseWriter" or "Sensorcast.Text.AsciiWriter" or "Sensorcast.Server.Responder" => "the response",
        _ when type.StartsWith("Sensorcast.Http.", StringComparison.Ordinal)
            || type.StartsWith("Sensorcast.Text.", StringComparison.Ordinal) => "reading the request",
        _ => "the connection",
    };
}
