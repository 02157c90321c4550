using System.Globalization;
using System.Text.Json;
using Sensorcast.Cli.Notation;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The numbers and durations of tests/Shared/numbers.json, which the page reads too.</summary>
[TestClass]
public class NotationTests
{
    public static IEnumerable<object[]> Numbers() => Rows("value");

    public static IEnumerable<object[]> Durations() => Rows("seconds");

    [TestMethod]
    [DynamicData(nameof(Numbers))]
    public void Numbers_are_written_for_people(string row)
    {
        using var json = JsonDocument.Parse(row);
        JsonElement given = json.RootElement;
        decimal Number(string label) =>
            decimal.Parse(given.GetProperty(label).GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal value = Number("value");

        (string number, string symbol) = NumberNotation.Write(
            value, given.GetProperty("exponent").GetInt32(), given.GetProperty("unit").GetString(), given.TryGetProperty("magnitude", out _)
                ? Number("magnitude") : value);

        Assert.AreEqual(given.GetProperty("text").GetString(), $"{number} {symbol}".Trim());
    }

    [TestMethod]
    [DynamicData(nameof(Durations))]
    public void Durations_are_written_for_people(string row)
    {
        using var json = JsonDocument.Parse(row);
        Assert.AreEqual(
            json.RootElement.GetProperty("text").GetString(),
            DurationNotation.Write(
                TimeSpan.FromTicks((long)(json.RootElement.GetProperty("seconds").GetDecimal() * TimeSpan.TicksPerSecond))));
    }

    private static IEnumerable<object[]> Rows(string label)
    {
        using var table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Shared", "numbers.json")));
        foreach (JsonElement row in table.RootElement.EnumerateArray().Where(row => row.TryGetProperty(label, out _)))
        {
            yield return [row.GetRawText()];
        }
    }
}
