using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The package in tools/Clients/JavaScript, in a browser.</summary>
[TestClass]
public class ClientPackageTests
{
    private static readonly NodePackage Client = new("tools", "Clients", "JavaScript");

    [ClassInitialize]
    public static void Build(TestContext _)
    {
        Client.Install();
        Client.Run("build");
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow("cbor")]
    [DataRow("json")]
    public async Task Streams_readings(string encoding)
    {
        JsonElement readings = await RunAsync(encoding, """
            const readings = [];
            for await (const reading of board.readings('demo-wave')) {
              readings.push(reading);
              if (readings.filter(({ isHistory }) => !isHistory).length === 20) {
                return readings;
              }
            }
            """);

        double last = 0;
        foreach (JsonElement reading in readings.EnumerateArray())
        {
            StringAssert.EndsWith(reading.GetProperty("name").GetString(), ":demo-wave");
            Assert.AreEqual("V", reading.GetProperty("unit").GetString());
            Assert.IsInRange(0.15, 3.15, reading.GetProperty("value").GetDouble());
            double time = reading.GetProperty("time").GetDouble();
            Assert.IsGreaterThan(last, time);
            last = time;
        }
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow("cbor")]
    [DataRow("json")]
    public async Task Sets_actuators_and_sees_them_set(string encoding)
    {
        JsonElement outcome = await RunAsync(encoding, """
            const values = (async () => {
              let lamp, level;
              for await (const { label, value } of board.readings('demo-lamp', 'demo-dimmer')) {
                lamp = label === 'demo-lamp' ? value : lamp;
                level = label === 'demo-dimmer' ? value : level;
                if (lamp === true && level === 0.29) {
                  return board.channel('demo-dimmer').actuator;
                }
              }
            })();
            await board.set({ 'demo-lamp': true, 'demo-dimmer': 0.29 });
            const refusal = await board.set('demo-dimmer', 1.01).catch(({ code, channel }) => `${code}: ${channel.split(':')[1]}`);
            return JSON.stringify([await values, refusal]);
            """);

        Assert.AreEqual("""[{"minimum":0,"maximum":1,"step":0.01},"out-of-range: demo-dimmer"]""", outcome.GetString());
    }

    /// <summary>Runs a program in the browser that has a <c>board</c>.</summary>
    /// <returns>What it returns.</returns>
    private static async Task<JsonElement> RunAsync(string encoding, string program)
    {
        using var host = new LiveHost();
        await using IBrowserContext context = await (await SharedChromium.GetAsync()).NewContextAsync(new());
        IPage page = await context.NewPageAsync();
        await page.RouteAsync(
            "**/client.js",
            route => route.FulfillAsync(new() { ContentType = "text/javascript", Path = Path.Combine(Client.Folder, "dist", "index.js") }));
        // A document of the server: it refuses those of other origins, and Chromium blocks a document that the test provides.
        // And one without the dashboard's Content-Security-Policy.
        await page.GotoAsync(new Uri(host.Url, "status").ToString());
        return await page.EvaluateAsync<JsonElement>(
            $$"""
            async (encoding) => {
              const { Sensorcast } = await import('/client.js');
              const board = new Sensorcast(location.origin, { encoding });
              {{program}}
            }
            """,
            encoding);
    }
}
