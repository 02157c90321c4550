using System.CommandLine;
using Sensorcast.CommandLine;
using Sensorcast.LoadTest.Scale;

namespace Sensorcast.LoadTest;

/// <summary>The command line: its options, their defaults and what is wrong with a value.</summary>
internal static class LoadCommand
{
    private const int MaxClientsLimit = 1000;
    private const int MaxSeconds = 7 * 24 * 60 * 60;

    public static RootCommand Create(
        Func<LoadPlan, CancellationToken, Task<int>> run, Func<ScalePlan, CancellationToken, Task<int>> runScale,
        Func<FileInfo?, TimeSpan, double, CancellationToken, Task<int>> runReport)
    {
        Option<int> honest = NumberOption.Create("--honest", 1, MaxClientsLimit, 8, "Clients that read everything and miss nothing.");
        Option<int> slow = NumberOption.Create("--slow", 0, MaxClientsLimit, 0, "Clients that hardly read.");
        Option<int> reconnecting = NumberOption.Create("--reconnecting", 0, MaxClientsLimit, 0, "Clients that come and go each second.");
        Option<int> flooding =
            NumberOption.Create("--flooding", 0, MaxClientsLimit, 0, "Clients that send pings, garbage and large messages without end.");
        Option<int> floodRate = NumberOption.Create(
            "--flood-rate", 0, 1_000_000, 0, "The maximum kilobytes a second of each flooding client; 0: all that the server takes.");
        Option<int> seconds = NumberOption.Create("--seconds", 1, MaxSeconds, 60, "For how long.");
        Option<int> allowGaps = NumberOption.Create("--allow-gaps", 0, int.MaxValue, 0, "How many packs each honest client may miss.");
        Option<Uri> url = AddressOption("--url", "The stream to connect to.", "ws://127.0.0.1:8080/ws", "ws", "wss");
        honest.Aliases.Add("--clients");

        var command =
            new RootCommand(
                "Connects many clients to a Sensorcast server and checks that the honest ones get every pack, whatever the others do.")
        {
            url, honest, slow, reconnecting, flooding, floodRate, seconds, allowGaps,
        };
        command.Subcommands.Add(CreateScale(runScale));
        command.Subcommands.Add(CreateReport(runReport));
        command.SetAction((parsed, cancellation) => run(
            new LoadPlan(
                parsed.GetRequiredValue(url),
                parsed.GetValue(honest),
                parsed.GetValue(slow),
                parsed.GetValue(reconnecting),
                parsed.GetValue(flooding),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(allowGaps),
                1000 * parsed.GetValue(floodRate)),
            cancellation));
        return command;
    }

    private static Command CreateScale(Func<ScalePlan, CancellationToken, Task<int>> run)
    {
        Option<Uri> broker = AddressOption("--broker", "An MQTT broker that needs no password.", "mqtt://127.0.0.1:1883", "mqtt");
        var viewers = new Option<Uri?>("--viewers-broker")
        {
            Description = "Where the subscribers find the broker, if not there: ws://127.0.0.1:9001/mqtt.",
            HelpName = "address",
            CustomParser = static result => new Uri(result.Tokens[0].Value),
        };
        var brokerProcess =
            new Option<int?>("--broker-process") { Description = "The broker's process, to measure it too.", HelpName = "id" };
        Option<int> boards = NumberOption.Create("--boards", 1, 500, 20, "Simulated boards.");
        Option<int> subscribers = NumberOption.Create("--subscribers", 1, 5000, 500, "Subscribers; each watches one board.");
        Option<int> rate = NumberOption.Create("--rate", 1, 100, 10, "Packs a second of each board.");
        Option<int> seconds = NumberOption.Create("--seconds", 1, MaxSeconds, 60, "For how long.");
        var command =
            new Command("scale", "Simulates boards, bridges them to an MQTT broker, and lets many subscribers watch them through it.")
        {
            broker, viewers, brokerProcess, boards, subscribers, rate, seconds,
        };
        command.SetAction((parsed, cancellation) => run(
            new ScalePlan(
                parsed.GetRequiredValue(broker),
                parsed.GetValue(viewers) ?? parsed.GetRequiredValue(broker),
                parsed.GetValue(brokerProcess),
                parsed.GetValue(boards),
                parsed.GetValue(subscribers),
                parsed.GetValue(rate),
                TimeSpan.FromSeconds(parsed.GetValue(seconds))),
            cancellation));
        return command;
    }

    private static Command CreateReport(Func<FileInfo?, TimeSpan, double, CancellationToken, Task<int>> run)
    {
        var page =
            new Option<FileInfo?>(
                "--page")
            { Description = "The page whose table is written; else it is printed alone.", HelpName = "file" };
        Option<int> seconds = NumberOption.Create("--seconds", 1, MaxSeconds, 40, "For how long each is measured.");
        Option<int> percent = NumberOption.Create("--percent", 1, 100, 100, "The share of the boards and viewers, for a short run.");
        var command =
            new Command(
                "report",
                "Measures a board alone, and many boards and viewers with Debian's Mosquitto and RabbitMQ, which it starts.") { page,
                seconds, percent };
        command.SetAction((parsed, cancellation) =>
            run(parsed.GetValue(page), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(percent) / 100.0, cancellation));
        return command;
    }

    private static Option<Uri> AddressOption(string name, string description, string defaultValue, params string[] schemes) => new(name)
    {
        Description = description,
        HelpName = "address",
        DefaultValueFactory = _ => new Uri(defaultValue),
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? value) || !schemes.Contains(value.Scheme))
            {
                result.AddError($"{name} takes an address such as {defaultValue}, not '{text}'.");
            }

            return value;
        },
    };
}
