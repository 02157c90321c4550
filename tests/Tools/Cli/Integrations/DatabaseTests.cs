using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MQTTnet;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The consumer of docs/integrations.md, with a bridge, a broker and PostgreSQL.</summary>
[TestClass]
public class DatabaseTests
{
    private const int LongTest = 4 * Limits.Test;
    private const string Name = "DatabaseTests.No_reading_is_lost_while_the_database_restarts";

    [TestMethod, Timeout(LongTest)]
    public async Task No_reading_is_lost_while_the_database_restarts()
    {
        using var broker = new Broker("max_queued_messages 0");
        using var database = new PostgresServer();
        using var host = new LiveHost(0, "--name", "board");
        using Subscriber subscriber = await Subscriber.ConnectAsync(broker, "sensorcast/attic/packs");
        ToolProcess consumer = Consumer(broker, database);
        try
        {
            // The session at the broker exists before the first pack.
            await Until.TrueAsync(
                async () =>
                {
                    consumer.AssertRuns();
                    await subscriber.PublishAsync("sensorcast/other/packs", """[{"n":"probe","bt":1782907200,"v":1}]""");
                    return Count(database) > 0;
                },
                "The consumer does not store.");
            using var bridge = new CliProcess(["bridge", "--board", $"attic={host.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}"]);
            await subscriber.WaitAsync(() => Count(database) > 100);

            database.Stop();
            await FurtherPacksAsync(subscriber);
            database.Start();
            await FurtherPacksAsync(subscriber);
            database.Kill();
            await FurtherPacksAsync(subscriber);
            database.Start();
            await FurtherPacksAsync(subscriber);

            // The consumer itself is killed while it handles a message.
            consumer.Dispose();
            await FurtherPacksAsync(subscriber);
            consumer = Consumer(broker, database);
            await FurtherPacksAsync(subscriber);
            bridge.Interrupt();
            Assert.AreEqual(0, (await bridge.WaitForExitAsync()).Code);

            HashSet<string> published = [.. Readings(subscriber)];
            Assert.IsGreaterThan(500, published.Count);
            string[] missing = [];
            await Until.TrueAsync(
                () =>
                {
                    consumer.AssertRuns();
                    missing = [.. published.Except(Stored(database))];
                    return Task.FromResult(missing.Length == 0);
                },
                () => $"{missing.Length} of {published.Count} readings are missing, such as {missing[0]}");

            string[] means = database.Query(DocumentedBlocks.Of(Name, "sql").Single());
            Assert.IsTrue(
                means.Any(static row => row.Contains("|board:demo-wave|", StringComparison.Ordinal)
                    && row.EndsWith("|V", StringComparison.Ordinal)), string.Join('\n', means));
            Assert.IsFalse(means.Any(static row => row.Contains("demo-phase", StringComparison.Ordinal)), "Text has no mean.");
            Assert.IsNotEmpty(database.Query("select text from reading where name = 'board:demo-phase' and text <> ''"));
        }
        finally
        {
            consumer.Dispose();
        }
    }

    private static ToolProcess Consumer(Broker broker, PostgresServer database)
    {
        string program = DocumentedBlocks.Of(Name, "python").Single()
            .Replace("\"broker.local\", 1883", $"\"127.0.0.1\", {broker.Port}", StringComparison.Ordinal);
        return new ToolProcess("/usr/bin/python3", ["-c", program], environment: database.Environment);
    }

    private static int Count(PostgresServer database)
    {
        bool hasTable = database.Query("select to_regclass('reading') is not null") is ["t"];
        return hasTable ? int.Parse(database.Query("select count(*) from reading").Single(), CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The rows of the table, as name, microseconds and value.</summary>
    private static string[] Stored(PostgresServer database) =>
        database.Query("select name, (extract(epoch from time) * 1000000)::bigint, coalesce(value::numeric::text, text) from reading")
            .Select(static row => row.Split('|'))
            .Select(static columns => $"{columns[0]} {columns[1]} {Normalized(columns[2])}")
            .ToArray();

    /// <summary>The published readings, in the same form.</summary>
    private static IEnumerable<string> Readings(Subscriber subscriber)
    {
        foreach (MqttApplicationMessage message in subscriber.Messages())
        {
            using var pack = JsonDocument.Parse(message.Payload);
            string baseName = "";
            decimal baseTime = 0;
            foreach (JsonElement record in pack.RootElement.EnumerateArray())
            {
                baseName = record.TryGetProperty("bn", out JsonElement bn) ? bn.GetString()! : baseName;
                baseTime = record.TryGetProperty("bt", out JsonElement bt) ? bt.GetDecimal() : baseTime;
                decimal time = baseTime + (record.TryGetProperty("t", out JsonElement t) ? t.GetDecimal() : 0);
                string value = record.TryGetProperty("v", out JsonElement v) ? v.GetRawText()
                    : record.TryGetProperty("vb", out JsonElement vb) ? vb.GetBoolean() ? "1" : "0"
                    : record.GetProperty("vs").GetString()!;
                yield return $"{baseName}{record.GetProperty("n").GetString()} {decimal.ToInt64(time * 1_000_000)} {Normalized(value)}";
            }
        }
    }

    private static string Normalized(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? number.ToString("0.#########", CultureInfo.InvariantCulture) : value;

    private static Task FurtherPacksAsync(Subscriber subscriber)
    {
        int before = subscriber.Messages().Length;
        return subscriber.WaitAsync(() => subscriber.Messages().Length >= before + 100);
    }
}
