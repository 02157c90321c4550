using System.Globalization;
using System.Text;
using Sensorcast.Tests.DotNetClientTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>The board of tools/Cli/README.md: a greenhouse that always has the same history.</summary>
internal static class GreenhouseBoard
{
    private const int History = 18;

    /// <summary>Starts it.</summary>
    public static Task<FakeBoard> StartAsync() => FakeBoard.StartAsync(async client =>
    {
        await client.SendAsync(FirstPack());
        await client.WaitForCloseAsync();
    });

    private static string FirstPack()
    {
        var records = new StringBuilder("[");
        void Add(string name, string description, Func<int, string> value, int count = History)
        {
            for (int i = 0; i < count; i++)
            {
                string separator = records.Length > 1 ? ",\n" : "";
                string first = records.Length > 1 ? "" : "\"bn\":\"greenhouse:\",\"bt\":1782907200,";
                records.Append(
                    CultureInfo.InvariantCulture,
                    $"{separator}{{{first}\"n\":\"{name}\",{(i == 0 ? description + "," : "")}{value(i)},\"t\":{i - count + 1}}}");
            }
        }

        static Func<int, string> Wave(decimal middle, decimal height, int decimals) => i =>
            $"\"v\":{Math.Round(middle + (height * (decimal)Math.Sin(i / 3.0)), decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture)}";

        Add("air-in", """
            "title":"Inside","group":"Air","kind":"temperature","u":"Cel","ut":60,"low":10,"high":30
            """, Wave(22.4m, 1.1m, 1));
        Add("air-out", """
            "title":"Outside","group":"Air","kind":"temperature","u":"Cel","ut":60
            """, Wave(14.2m, 0.8m, 1));
        Add("air-humidity", """
            "title":"Humidity","group":"Air","kind":"humidity","u":"%RH","ut":60,"warnhigh":65,"alarmhigh":80
            """, static i => $"\"v\":{55 + (i * 11 / 17m):F1}");
        Add("supply", """
            "title":"Supply","group":"Power","kind":"voltage","u":"V","ut":60
            """, Wave(3.28m, 0.31m, 2));
        Add("draw", """
            "title":"Draw","group":"Power","kind":"current","u":"mA","ut":60
            """, static i => $"\"v\":{(i % 5 < 3 ? 98 : 143)}");
        Add("pump", """
            "title":"Pump","group":"Power","ut":60,"set":true
            """, static i => $"\"vb\":{(i % 6 < 3 ? "false" : "true")}");
        Add("vent", """
            "title":"Vent","group":"Power","u":"%","ut":60,"set":true,"min":0,"max":100,"step":5
            """, static i => $"\"v\":{(i < 9 ? 0 : 45)}");
        Add("notice", """
            "title":"Notice","ut":3600,"set":true
            """, static _ => "\"vs\":\"Close the vent\"", 1);
        return records.Append(']').ToString();
    }
}
