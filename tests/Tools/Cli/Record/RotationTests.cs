using System.IO.Compression;
using Sensorcast.Cli.Record;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast record --rotate</c>: one file after the other, each whole.</summary>
[TestClass]
public class RotationTests
{
    private const string Header = "time,name,value,unit,gap";

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task New_files_by_time_those_that_are_finished_compressed()
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost(0, "--name", "board");
        string[] command = ["record", host.Url.ToString(), "-o", folder.File("day.csv"), "--rotate", "2s", "--compress", "-c", "demo-wave"];

        (int code, _, string errors) = await RunUntilFilesAsync(3, folder, command);
        Assert.AreEqual(0, code, errors);
        string[] names = [.. Directory.GetFiles(folder.FullName).Select(Path.GetFileName).Order()!];
        Assert.IsTrue(names[..^1].All(static name => name.EndsWith("Z.csv.gz", StringComparison.Ordinal)), string.Join(' ', names));
        Assert.IsTrue(names.All(static name => name.StartsWith("day-2", StringComparison.Ordinal)), string.Join(' ', names));

        (code, _, errors) = await RunUntilFilesAsync(names.Length + 2, folder, command);
        Assert.AreEqual(0, code, errors);

        string[][] files = [.. Directory.GetFiles(folder.FullName).Order().Select(Read)];
        Assert.IsTrue(files.All(static lines => lines[0] == Header));
        string[] rows = [.. files.SelectMany(static lines => lines.Skip(1))];
        string[] times = [.. rows.Where(static row => row.Contains("demo-wave", StringComparison.Ordinal)).Select(static row => row[..27])];
        CollectionAssert.AllItemsAreUnique(times);
        CollectionAssert.AreEqual(times.Order(StringComparer.Ordinal).ToArray(), times);
        Assert.HasCount(1, rows.Where(static row => row.Contains("recording continued after", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow(false)]
    [DataRow(true)]
    public async Task After_a_kill_at_the_start_of_a_new_file_the_gap_has_its_length(bool isCompressed)
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost(0, "--name", "board");
        DateTime now = DateTime.UtcNow;
        string begun = folder.File($"day-{now:yyyyMMdd}T000000Z.csv");
        string before = folder.File("day-20260701T000000Z.csv");
        File.WriteAllText(begun, Header + "\n");
        File.WriteAllText(before, $"{Header}\n{now.AddSeconds(-100):yyyy-MM-ddTHH:mm:ss.ffffff}Z,board:demo-wave,1,V,\n");
        if (isCompressed)
        {
            using (var target = new GZipStream(File.Create(before + ".gz"), CompressionLevel.Fastest))
            {
                target.Write(File.ReadAllBytes(before));
            }

            File.Delete(before);
        }

        using var record =
            new CliProcess("record", host.Url.ToString(), "-o", folder.File("day.csv"), "--rotate", "1d", "-c", "demo-wave");
        await Until.TrueAsync(() => new FileInfo(begun).Length > Header.Length + 1, "It does not record.");
        record.Interrupt();
        (int code, _, string errors) = await record.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.MatchesRegex(@",,,,recording continued after (9\d|1\d\d)\.\d s\n", await File.ReadAllTextAsync(begun));
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task New_files_by_size_each_a_pack_of_its_own()
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost(0, "--name", "board");

        (int code, _, string errors) = await RunUntilFilesAsync(
            3, folder, "record", host.Url.ToString(), "-o", folder.File("log.json"), "--format", "senml", "--rotate", "5kB");

        Assert.AreEqual(0, code, errors);
        string[] files = [.. Directory.GetFiles(folder.FullName).Order()];
        foreach (string file in files)
        {
            Assert.MatchesRegex(@"log-\d{8}T\d{6}Z\.json$", file);
            using var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(file));
            Assert.IsLessThan(6_000, new FileInfo(file).Length);
        }
    }

    [TestMethod]
    [DataRow("1h", "2026-07-01T12:34:56Z", "2026-07-01T12:00:00Z")]
    [DataRow("1d", "2026-07-01T12:34:56Z", "2026-07-01T00:00:00Z")]
    [DataRow("15m", "2026-07-01T12:34:56Z", "2026-07-01T12:30:00Z")]
    [DataRow("100MB", "2026-07-01T12:34:56Z", "2026-07-01T12:34:56Z")]
    public void A_file_begins_at_the_full_hour_or_at_midnight(string rotate, string now, string start)
    {
        static DateTime Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Rotation rotation = Rotation.Parse(rotate)!;

        Assert.AreEqual(Time(start), rotation.StartOf(Time(now)));
        Assert.IsFalse(rotation.IsFinished(Time(start), 99_999_999, Time(now)));
        Assert.AreEqual(rotation.Period is null, rotation.IsFinished(Time(start), 100_000_000, Time(now)));
        Assert.AreEqual(rotation.Period is not null, rotation.IsFinished(Time(start), 0, Time(now).AddDays(1)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Two_boards_in_one_recording()
    {
        await using FakeBoard attic = await BoardAsync("attic:");
        await using FakeBoard shed = await BoardAsync("shed:");

        (int code, string output, string errors) = await CliProcess.RunUntilAsync(
            ["attic:a,1,,\n", "shed:a,1,,\n"], "record", attic.Url.Authority, shed.Url.Authority, "--history", "--channel", "a");

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(
            $"{Header}\n2025-11-23T06:00:00.000000Z,attic:a,1,,\n2025-11-23T06:00:00.000000Z,shed:a,1,,\n",
            string.Concat(
                output.Split('\n').SkipLast(1).OrderByDescending(static line => line == Header).ThenBy(static line => line)
                    .Select(static line => line + "\n")));
        Assert.Contains("2 boards: ", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Two_boards_of_one_name_are_refused()
    {
        await using FakeBoard attic = await BoardAsync("board:");
        await using FakeBoard shed = await BoardAsync("board:");

        (int code, _, string errors) = await CliProcess.RunAsync("record", attic.Url.Authority, shed.Url.Authority, "--duration", "30s");

        Assert.AreEqual(2, code, errors);
        Assert.Contains("both call themselves 'board:'", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task One_of_two_boards_may_be_away_for_now()
    {
        await using FakeBoard attic = await BoardAsync("attic:");

        using var record = new CliProcess(
            "record", attic.Url.Authority, $"127.0.0.1:{LoopbackPort.Free()}", "--history", "--channel", "nothing");
        await record.SaysAsync("Cannot reach");
        await record.SaysAsync("No channel is called 'nothing'.");
        record.Interrupt();
        (int code, string output, string errors) = await record.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.MatchesRegex($"^{Header}\n[^\n]+Z,,,,127[^\n]+: no connection for the last [0-9.]+ s\n$", output);
        Assert.Contains("Cannot reach", errors);
        Assert.Contains("No channel is called 'nothing'.", errors);
    }

    /// <summary>Records until there is a number of files, the last with readings, and presses Ctrl+C then.</summary>
    private static async Task<(int Code, string Output, string Errors)> RunUntilFilesAsync(
        int count, TemporaryFolder folder, params string[] command)
    {
        using var record = new CliProcess(command);
        const int SomeRows = 200;
        await Until.TrueAsync(
            () => Directory.GetFiles(folder.FullName) is var files && files.Length >= count
                && new FileInfo(files.Max()!).Length >= SomeRows, "The files do not come.");
        record.Interrupt();
        return await record.WaitForExitAsync();
    }

    private static Task<FakeBoard> BoardAsync(string baseName) => FakeBoard.StartAsync(async client =>
    {
        await client.SendAsync($$"""[{"bn":"{{baseName}}","bt":1763877600,"n":"a","ut":1,"v":1},{"n":"b","ut":1,"v":2}]""");
        await client.WaitForCloseAsync();
    });

    private static string[] Read(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using var reader = new StreamReader(stream);
        string text = reader.ReadToEnd();
        Assert.EndsWith("\n", text);
        return text.TrimEnd('\n').Split('\n');
    }
}
