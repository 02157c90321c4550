using System.Buffers;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A broker that refuses, or ends the connection: each is a sentence in the log, and the bridge goes on.</summary>
[TestClass]
public class RefusalTests
{
    private const int LongTest = 4 * Limits.Test;

    /// <summary>Reason codes of MQTT 5 section 3.2.2.2.</summary>
    [TestMethod, Timeout(LongTest)]
    [DataRow(0x85, "it refused: ClientIdentifierNotValid")]
    [DataRow(0x86, "it refused: it wants another user or password (mqtt://user@host and --password-file)")]
    [DataRow(0x87, "it refused: it wants another user or password (mqtt://user@host and --password-file)")]
    [DataRow(0x88, "it refused: ServerUnavailable")]
    [DataRow(0x89, "it refused: ServerBusy")]
    [DataRow(0x8A, "it refused: Banned")]
    [DataRow(0x97, "it refused: QuotaExceeded")]
    [DataRow(0x9F, "it refused: ConnectionRateExceeded")]
    public async Task A_broker_that_accepts_no_connection_is_reported_once(int code, string sentence)
    {
        using var broker = new ScriptedBroker([], static _ => true, (byte)code);
        using var bridge = new CliProcess(
            "bridge", "--board", $"attic=127.0.0.1:{LoopbackPort.Free()}", "--broker", $"mqtt://127.0.0.1:{broker.Port}");

        string line = $"attic: the broker at 127.0.0.1:{broker.Port}: {sentence}";
        await bridge.SaysAsync(line);
        await Until.TrueAsync(() => broker.Headers.Count >= 3, bridge.Said);

        // After some seconds it is summed up, in another line.
        Assert.HasCount(2, bridge.Said.Split(line), bridge.Said);
    }

    [TestMethod, Timeout(LongTest)]
    [DataRow(ScriptedBroker.Connect)]
    [DataRow(ScriptedBroker.Subscribe)]
    public async Task A_broker_that_accepts_a_connection_and_does_not_answer_delays_nothing(byte ignored)
    {
        using var broker = new ScriptedBroker([], static _ => true, ignored: ignored);
        string[] arguments =
            ["bridge", "--board", $"attic=127.0.0.1:{LoopbackPort.Free()}", "--broker", $"mqtt://127.0.0.1:{broker.Port}"];
        using var bridge = new CliProcess(arguments);
        Task<(int Code, string Output, string Errors)> health = CliProcess.RunAsync([.. arguments, "--health"]);
        Task<(int Code, string Output, string Errors)> forgetting =
            CliProcess.RunAsync("bridge", "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--forget", "attic");

        string sentence = $"broker at 127.0.0.1:{broker.Port} does not answer within 10 s";
        Assert.AreEqual(3, (await health).Code);
        Assert.Contains($"The {sentence}", (await health).Output);
        Assert.AreEqual(1, (await forgetting).Code);
        Assert.Contains($"The {sentence}", (await forgetting).Errors);
        await bridge.SaysAsync($"attic: the {sentence}");
        int packets = broker.Headers.Count;
        await Until.TrueAsync(() => broker.Headers.Count > packets, bridge.Said);
    }

    /// <summary>RabbitMQ 3.10 answers with the codes of MQTT 3.1.1.</summary>
    [TestMethod, Timeout(LongTest)]
    public async Task A_wrong_password_at_RabbitMQ_is_reported_too()
    {
        RabbitBroker broker = RabbitBroker.Shared;
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("password"), "guess");
        using var bridge = new CliProcess(
            "bridge", "--board", $"attic=127.0.0.1:{LoopbackPort.Free()}", "--broker", $"mqtt://guest@127.0.0.1:{broker.Port}",
            "--password-file", folder.File("password"));

        await bridge.SaysAsync("it refused: it wants another user or password");
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_user_without_the_right_to_publish_is_reported_and_not_with_each_message()
    {
        using var folder = new TemporaryFolder();
        using Broker broker = WithRules(folder, "topic read #");
        using var host = new LiveHost(0, "--name", "board");
        using CliProcess bridge = Start(host.Url, broker.Port);

        await Until.TrueAsync(
            () => bridge.Said.Contains("NotAuthorized", StringComparison.Ordinal)
                || bridge.Said.Contains("another user", StringComparison.Ordinal),
            "It does not say so.");
        await Task.Delay(3000);
        Assert.IsLessThan(60, bridge.Said.Split('\n').Length, bridge.Said);
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_topic_that_is_refused_delays_no_other()
    {
        using var folder = new TemporaryFolder();
        using Broker broker = WithRules(folder, "topic readwrite sensorcast/#\ntopic deny sensorcast/attic/readings/demo-wave");
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/#");
        using CliProcess bridge = Start(host.Url, broker.Port);

        const string Refused = "a message on sensorcast/attic/readings/demo-wave was not delivered: the broker refused it: NotAuthorized";
        await bridge.SaysAsync($"{Refused}; 1 so far");
        await subscriber.WaitAsync(() => subscriber.On("sensorcast/attic/packs").Length > 100);
        long[] sequences = [.. subscriber.On("sensorcast/attic/packs").Select(Sequence)];
        CollectionAssert.AreEqual(Enumerable.Range(0, sequences.Length).Select(i => sequences[0] + i).ToArray(), sequences);
        await bridge.SaysAsync($"s: {Refused}");
    }

    /// <summary>
    /// Connections end in the middle of packets, at different bytes of them, until one stays: each pack arrives, and none is cut.
    /// </summary>
    [TestMethod, Timeout(2 * LongTest)]
    [DataRow(MqttProtocolVersion.V500)]
    [DataRow(MqttProtocolVersion.V311)]
    public async Task Connections_that_are_cut_in_the_middle_of_a_pack_lose_none(MqttProtocolVersion version)
    {
        using Broker? mosquitto = version == MqttProtocolVersion.V500 ? new Broker() : null;
        using AedesBroker? aedes = version == MqttProtocolVersion.V500 ? null : new AedesBroker();
        int port = mosquitto?.Port ?? aedes!.Port;
        using var relay = new Relay(port, cutAfter: 30_011, cuts: 4);
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(port, "sensorcast/attic/+", version);
        using CliProcess bridge = Start(host.Url, relay.Port, "--no-readings");
        int Packs() => subscriber.On("sensorcast/attic/packs").Length;

        await bridge.SaysAsync("is gone");
        await Until.TrueAsync(() => relay.CutsLeft == 0, bridge.Said);
        int before = Packs();
        await subscriber.WaitAsync(() => Packs() > before + 500);

        // A pack on its way may arrive twice, if the broker has passed it on before the cut. After a reconnection the history has the
        // missing readings.
        var seen = new HashSet<long>();
        long? next = null;
        foreach (MqttApplicationMessage message in subscriber.Messages())
        {
            if (message.Topic == "sensorcast/attic/history")
            {
                next = null;
            }
            else if (message.Topic == "sensorcast/attic/packs"
                && Sequence(Encoding.UTF8.GetString(message.Payload.ToArray())) is var sequence && seen.Add(sequence))
            {
                Assert.AreEqual(next ?? sequence, sequence, bridge.Said);
                next = sequence + 1;
            }
        }
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Another_program_on_our_topics_disturbs_nothing()
    {
        using var broker = new Broker();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/packs");
        string[] junk = ["", "{not json", "[1,2]", """{"instance":{"a":1}}""", new string('x', 1_000_000)];
        string[] topics =
        [
            "status", "board", "bridge", "recent", "history", "get/recent", "get/bridge", "set/demo-lamp", "set", "result/demo-lamp",
        ];
        foreach (string topic in topics)
        {
            await subscriber.PublishAsync($"sensorcast/attic/{topic}", junk[^1], isRetained: true);
        }

        await subscriber.PublishAsync("homeassistant/device/sensorcast-attic/config", junk[1], isRetained: true);
        using CliProcess bridge = Start(host.Url, broker.Port, "--commands", "--home-assistant");
        await subscriber.WaitAsync(() => subscriber.Messages().Length > 20);
        foreach (string topic in topics)
        {
            foreach (string payload in junk)
            {
                await subscriber.PublishAsync($"sensorcast/attic/{topic}", payload);
            }
        }

        int before = subscriber.Messages().Length;
        await subscriber.WaitAsync(() => subscriber.Messages().Length > before + 100);
        long[] sequences = [.. subscriber.On("sensorcast/attic/packs").Select(Sequence)];
        CollectionAssert.AreEqual(Enumerable.Range(0, sequences.Length).Select(i => sequences[0] + i).ToArray(), sequences, bridge.Said);
        Assert.HasCount(2, bridge.Said.Split("connected to"), bridge.Said);

        // Messages of others on the topics of the board's state have been replaced.
        using Subscriber later = await Subscriber.ConnectAsync(broker, "sensorcast/attic/+");
        await later.WaitAsync(() => later.On("sensorcast/attic/recent").Length > 0);
        Assert.AreEqual('[', later.On("sensorcast/attic/recent")[0][0]);
    }

    private static Broker WithRules(TemporaryFolder folder, string rules)
    {
        File.WriteAllText(folder.File("acl"), rules + "\n");
        return new Broker("user root", $"acl_file {folder.File("acl")}");
    }

    private static CliProcess Start(Uri board, int port, params string[] arguments) =>
        new(["bridge", "--board", $"attic={board}", "--broker", $"mqtt://127.0.0.1:{port}", .. arguments]);

    private static long Sequence(string pack)
    {
        using var json = JsonDocument.Parse(pack);
        return json.RootElement[0].GetProperty("seq").GetInt64();
    }
}
