using Sensorcast.IlCost.Bench;
using Sensorcast.IlCost.Counting;
using Sensorcast.Telemetry;

namespace Sensorcast.IlCost.Paths;

/// <summary>The cost of the stream: idle steps, readings, live packs and first packs.</summary>
internal static class StreamPaths
{
    private const int ManyClients = 8;

    // Both packs say in one byte how many records there are, and their frames in two how long they are.
    private const int FewChannels = 10;
    private const int ManyChannels = 20;

    internal static IEnumerable<Figure> Measure()
    {
        Cost idleOfOne = IdleStep(1);
        Cost idleOfEach = (IdleStep(ManyClients) - idleOfOne) / (ManyClients - 1);
        yield return new Figure("An idle step without clients", idleOfOne - idleOfEach);
        yield return new Figure("An idle step, each client", idleOfEach, Bar: 45);

        yield return new Figure("A channel read", PerChannel(channels => PackStep(0, channels, ServerBench.Cbor)));

        Cost noClient = PackStep(0, 1, ServerBench.Cbor);
        Cost firstClient = PackStep(1, 1, ServerBench.Cbor) - noClient;
        Cost eachClient = (PackStep(ManyClients, 1, ServerBench.Cbor) - noClient - firstClient) / (ManyClients - 1);
        yield return new Figure("A live CBOR pack of one record, for the first client", firstClient);
        yield return new Figure(Names.FurtherClient, eachClient, Bar: 45);
        yield return new Figure("A live CBOR pack, each further record", PerRecord(ServerBench.Cbor), Bar: 60);
        yield return new Figure("A live JSON pack of one record, for the first client", PackStep(1, 1, ServerBench.Json) - noClient);
        yield return new Figure("A live JSON pack, each further record", PerRecord(ServerBench.Json));
        yield return new Figure("A live CBOR batch, each reading", PerBatchReading(ServerBench.Cbor));
        yield return new Figure("A live JSON batch, each reading", PerBatchReading(ServerBench.Json));

        yield return new Figure("8 channels due, to 8 CBOR clients, the whole step", FullStep(ServerBench.Cbor), bar: 2600);
        yield return new Figure("8 channels due, to 8 JSON clients, the whole step", FullStep(ServerBench.Json));

        yield return new Figure("A first CBOR pack, each reading of the history", PerReading(ServerBench.Cbor));
        yield return new Figure("A first JSON pack, each reading of the history", PerReading(ServerBench.Json));
    }

    /// <summary>A step without any work.</summary>
    private static Cost IdleStep(int clients) => ServerBench.WithClients(clients, 1, ServerBench.Cbor).Step().Cost;

    /// <summary>The extra cost of a step, over an idle one, in which all channels are read and sent.</summary>
    private static Cost PackStep(int clients, int channels, string encoding)
    {
        ServerBench bench = ServerBench.WithClients(clients, channels, encoding);
        bench.LetTimePass();
        return bench.Step().Cost - IdleStep(clients);
    }

    /// <summary>The whole step: all channels are read, and the readings are sent to all clients.</summary>
    private static Reading FullStep(string encoding)
    {
        ServerBench bench = ServerBench.WithClients(ManyClients, ManyClients, encoding);
        bench.LetTimePass();
        return bench.Step();
    }

    private static Cost PerRecord(string encoding) =>
        PerChannel(channels => PackStep(1, channels, encoding) - PackStep(0, channels, encoding));

    private static Cost PerChannel(Func<int, Cost> ofChannels) =>
        (ofChannels(ManyChannels) - ofChannels(FewChannels)) / (ManyChannels - FewChannels);

    /// <summary>Fetched, sent and kept.</summary>
    private static Cost PerBatchReading(string encoding)
    {
        const int Few = 20;
        const int Many = 40;
        return (Batch(Many, encoding) - Batch(Few, encoding)) / (Many - Few);
    }

    private static Cost Batch(int readings, string encoding)
    {
        const int Period = 20;
        ServerBench bench = new(1, [new Channel("vibration", "m/s2", -3, 1000, Period, new BatchSensor(readings))]);
        bench.WarmUp(1, encoding);
        bench.LetTimePass();
        return bench.Step().Cost;
    }

    private static Cost PerReading(string encoding)
    {
        const int Few = 20;
        const int Many = 60;
        return (FirstPack(Many, encoding) - FirstPack(Few, encoding)) / (Many - Few);
    }

    private static Cost FirstPack(int readings, string encoding)
    {
        ServerBench bench = new(1, 1, readings);
        bench.SendPacks(readings);
        Client client = bench.Announce(ServerBench.Stream, encoding);
        client.Window = 1;
        bench.Rest();
        client.Window = 1;
        Cost cost = bench.Step().Cost;
        return client.Sends == 2 ? cost : throw new InvalidOperationException("The first pack is not in one piece");
    }
}
