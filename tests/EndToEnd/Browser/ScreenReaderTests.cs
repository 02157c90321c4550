using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What a screen reader reads: Chromium's accessibility tree, not the document.</summary>
[TestClass]
public class ScreenReaderTests : PageTests
{
    private static readonly string Channels = Packs.First(
        new FakeChannel("inside", "Cel", time => 20 + (time / 10)) { History = 100 },
        new FakeChannel("humidity", "%RH", _ => 60) { History = 60, Description = new() { ["alarmhigh"] = 65 } },
        new FakeChannel("lamp", null, _ => false) { IsActuator = true },
        new FakeChannel("level", "%", _ => 42.5) { IsActuator = true });

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Every_element_has_a_role_and_a_name()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await Expect(page.Locator(".chart[aria-label*='lowest 10.1']")).ToHaveCountAsync(1);

        IReadOnlyList<Node> tree = await ReadAsync(page);
        AssertHas(tree, "heading", "greenhouse");
        AssertHas(tree, "heading", "inside Temperature");
        AssertHas(tree, "banner", "");
        AssertHas(tree, "main", "");
        AssertHas(tree, "switch", "lamp");
        AssertHas(tree, "slider", "level");
        AssertHas(tree, "spinbutton", "level, as a number");
        AssertHas(tree, "radio", "2 min");
        AssertHas(tree, "button", "inside: options");
        AssertHas(tree, "status", "");
        const string Chart = "Chart of inside, last 2 min. inside: 20.0 °C";
        Assert.IsTrue(
            tree.Any(static node => node.Role is "image" or "img" && node.Name.StartsWith(Chart, StringComparison.Ordinal)), Written(tree));

        // What takes the focus says what it is.
        Node[] nameless = [.. tree.Where(static node => node.IsFocusable && node.Name.Length == 0 && node.Role != "RootWebArea")];
        Assert.IsEmpty(nameless, Written(nameless));
        Assert.IsGreaterThan(10, tree.Count(static node => node.IsFocusable));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task An_alarm_and_a_lost_connection_are_announced()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await page.WaitForFunctionAsync("() => sensorcast.start");
        Assert.IsTrue(await IsHeardAsync(page, "Live"));

        await board.SendAsync(Packs.Live(1, 1, ("humidity", 70)));
        await Expect(page.Locator("#announcement")).ToHaveTextAsync("Alarm: humidity is above 65 %RH");
        Assert.IsTrue(await IsHeardAsync(page, "Alarm: humidity is above 65 %RH"));

        // The countdown beside it changes each second, and is not announced. After a few attempts both stay.
        await board.DisposeAsync();
        await Expect(page.Locator("#status")).ToHaveTextAsync("Offline, reconnecting", new() { Timeout = 4 * Limits.Wait });
        Assert.IsTrue(await IsHeardAsync(page, "Offline, reconnecting"));
        await Expect(page.Locator("#detail")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^in \d+ s$"));
        Assert.IsFalse((await ReadAsync(page)).Any(static node => node.IsLive && node.Name.StartsWith("in ", StringComparison.Ordinal)));
        await page.CloseAsync();
    }

    private static async Task<bool> IsHeardAsync(IPage page, string text) =>
        (await ReadAsync(page)).Any(node => node.IsLive && node.Name == text);

    private static void AssertHas(IReadOnlyList<Node> tree, string role, string name) =>
        Assert.IsTrue(
            tree.Any(node => node.Role == role && (name.Length == 0 || node.Name == name)), $"no {role} '{name}' in:\n{Written(tree)}");

    private static string Written(IEnumerable<Node> nodes) => string.Join('\n', nodes.Select(static node => $"{node.Role} '{node.Name}'"));

    /// <summary>The nodes that are not left out, each after its parent.</summary>
    private static async Task<IReadOnlyList<Node>> ReadAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        // Pieces of a text may come twice.
        JsonElement[] all =
            [.. (await session.SendAsync("Accessibility.getFullAXTree"))!.Value.GetProperty("nodes").EnumerateArray().DistinctBy(Id)];
        Dictionary<string, JsonElement> byId = all.ToDictionary(Id);
        await session.DetachAsync();
        return [.. all.Where(static node => !node.GetProperty("ignored").GetBoolean()).Select(node => new Node(
            Text(node, "role"), Text(node, "name"), Property(node, "focusable") == "True", IsLive(node, byId)))];
    }

    private static string Id(JsonElement node) => node.GetProperty("nodeId").GetString()!;

    /// <summary>Whether a change of the node is announced: it is a live region, or within one.</summary>
    private static bool IsLive(JsonElement node, Dictionary<string, JsonElement> byId) =>
        Property(node, "live") is "polite" or "assertive"
        || (node.TryGetProperty("parentId", out JsonElement parent) && IsLive(byId[parent.GetString()!], byId));

    private static string Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out JsonElement text) && text.TryGetProperty("value", out JsonElement value) ? value.ToString() : "";

    private static string? Property(JsonElement node, string name) =>
        node.TryGetProperty("properties", out JsonElement properties)
            ? properties.EnumerateArray().Where(property => property.GetProperty("name").GetString() == name)
                .Select(static property => Text(property, "value")).FirstOrDefault()
            : null;

    private sealed record Node(string Role, string Name, bool IsFocusable, bool IsLive);
}
