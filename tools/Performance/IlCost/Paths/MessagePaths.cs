using System.Text;
using Sensorcast.IlCost.Bench;
using Sensorcast.IlCost.Counting;
using Sensorcast.Telemetry;

namespace Sensorcast.IlCost.Paths;

/// <summary>The cost of a client's message and its answer.</summary>
internal static class MessagePaths
{
    private static readonly byte[] SetInJson = Encoding.ASCII.GetBytes("""[{"bn":"sensorcast:","n":"level","v":42.5,"seq":17}]""");

    // The same: {-2: "sensorcast:", 0: "level", 2: 4([-1, 425]), "seq": 17} in an array.
    private static readonly byte[] SetInCbor =
        [0x81, 0xA4, 0x21, 0x6B, .. "sensorcast:"u8, 0x00, 0x65, .. "level"u8, 0x02, 0xC4, 0x82, 0x20, 0x19, 0x01, 0xA9, 0x63, .. "seq"u8,
            0x11];

    internal static IEnumerable<Figure> Measure()
    {
        yield return new Figure(Names.ShortEcho, Echo(64), missedBar: 900);
        yield return new Figure(Names.LongEcho, Echo(4096), bar: 52000);
        yield return new Figure("A ping of 5 bytes and its pong, the whole step", Ping());
        yield return new Figure(Names.Close, Close());
        yield return new Figure("An actuator set in CBOR and acknowledged, the whole step", Set(MaskedFrame.FinalBinary, SetInCbor));
        yield return new Figure("An actuator set in JSON and acknowledged, the whole step", Set(MaskedFrame.FinalText, SetInJson));
    }

    private static Reading Echo(int length)
    {
        ServerBench bench = new(1);
        Client client = bench.Connect(ServerBench.Echo, ServerBench.Cbor);
        return Answer(bench, client, MaskedFrame.Make(MaskedFrame.FinalBinary, new byte[length]), length);
    }

    private static Reading Ping()
    {
        ServerBench bench = new(1);
        Client client = bench.Connect(ServerBench.Stream, ServerBench.Cbor);
        return Answer(bench, client, MaskedFrame.Make(MaskedFrame.FinalPing, new byte[5]), 5);
    }

    private static Reading Close()
    {
        ServerBench bench = new(1);
        Client client = bench.Connect(ServerBench.Echo, ServerBench.Cbor);
        client.IsLeaving = true;
        byte[] goingAway = [0x03, 0xE9];
        return Answer(bench, client, MaskedFrame.Make(MaskedFrame.FinalClose, goingAway), goingAway.Length);
    }

    private static Reading Set(byte first, byte[] pack)
    {
        Dimmer dimmer = new();
        ServerBench bench = new(1, [new Channel("level", "%", -1, ServerBench.Period, dimmer).SetBy(dimmer, 0, 1000)]);
        Client client = bench.Connect(ServerBench.Stream, ServerBench.Cbor);
        Reading reading = Answer(bench, client, MaskedFrame.Make(first, pack), """{"seq":17}""".Length);
        return dimmer.Settings == 1 ? reading : throw new InvalidOperationException("Nothing was set");
    }

    private static Reading Answer(ServerBench bench, Client client, byte[] frame, int min)
    {
        int before = client.BytesReceived;
        client.Say(frame);
        Reading reading = bench.StepsToHear(client);
        return client.BytesReceived - before >= min ? reading : throw new InvalidOperationException("The client got no answer");
    }
}
