using System.Globalization;
using System.Text.Json;
using Sensorcast.Tests.DotNetClientTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>A board with channels that have every field of a description, and values that are known.</summary>
internal static class DescribedBoard
{
    private static readonly string[] Units = ["Cel", "V", "%RH", "m/s2", "Wh"];
    private static readonly string[] Symbols = ["°C", "V", "%RH", "m/s²", "kWh"];

    /// <summary>The title of a channel: long, short, wide, or none.</summary>
    public static string? TitleOf(int index) => (index % 4) switch
    {
        0 => $"Sensor {index} of the second greenhouse, at the back",
        1 => $"室外温度 {index}",
        2 => $"T{index}",
        _ => null,
    };

    /// <summary>The value and the unit that a screen has to show.</summary>
    public static string ShownValue(int index) => index % 5 == 4
        ? $"123.{index:000}  {Symbols[4]}"
        : string.Create(CultureInfo.InvariantCulture, $"{20 + index}.{index % 10}5  {Symbols[index % 5]}");

    /// <summary>Starts one.</summary>
    /// <param name="count">How many channels it has.</param>
    /// <param name="live">What it sends after the first pack.</param>
    /// <param name="hasGroups">Whether they are in groups.</param>
    public static Task<FakeBoard> StartAsync(int count, Func<FakeConnection, Task>? live = null, bool hasGroups = true) =>
        FakeBoard.StartAsync(async client =>
    {
        await client.SendAsync(FirstPack(count, hasGroups));
        await (live ?? (static one => one.WaitForCloseAsync()))(client);
    });

    private static string FirstPack(int count, bool hasGroups) =>
        JsonSerializer.Serialize(Enumerable.Range(0, count).Select(index => Record(index, hasGroups)));

    private static Dictionary<string, object> Record(int index, bool hasGroups)
    {
        var record = new Dictionary<string, object>
        {
            ["n"] = $"channel-{index}",
            ["u"] = Units[index % 5],
            ["ut"] = 3600,
            ["v"] = index % 5 == 4 ? 123000 + index : 20 + index + ((index % 10) * 0.1m) + 0.05m,
        };
        if (index == 0)
        {
            record["bn"] = "board:";
            record["bt"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000m;
        }

        if (TitleOf(index) is string title)
        {
            record["title"] = title;
        }

        if (hasGroups && index >= 3)
        {
            record["group"] = $"Room {index / 10}";
        }

        if (index == 2)
        {
            record["alarmhigh"] = 20;
        }

        if (index == 3)
        {
            record["warnhigh"] = 20;
        }

        return record;
    }
}
