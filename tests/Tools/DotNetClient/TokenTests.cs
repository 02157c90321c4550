using System.Net;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Sensorcast.Tests.Shared.TokenHost;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>The client and the real server with tokens.</summary>
[TestClass]
public class TokenTests
{
    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(Token, ReadOnlyToken, Token, true)]
    [DataRow(Token, ReadOnlyToken, ReadOnlyToken, false)]
    [DataRow(Token, null, Token, true)]
    [DataRow(Token, null, null, false)]
    [DataRow(null, ReadOnlyToken, ReadOnlyToken, false)]
    public async Task Reads_and_sets_what_the_token_allows(string? full, string? readOnly, string? offered, bool maySet)
    {
        using var host = new TokenHost(full, readOnly);
        await using SensorcastClient client = Client(host, offered);
        await client.ConnectAsync(Cancellation);
        Assert.IsGreaterThan(
            0, await client.ReadAsync(Cancellation).Where(static reading => !reading.IsHistory).Take(3).CountAsync(Cancellation));

        if (maySet)
        {
            await client.SetAsync("demo-lamp", true, Cancellation);
            return;
        }

        SetRefusedException error =
            await Assert.ThrowsExactlyAsync<SetRefusedException>(() => client.SetAsync("demo-lamp", true, Cancellation));
        Assert.AreEqual("board:demo-lamp was not set: not-allowed, that needs a token with full access.", error.Message);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_wrong_token_is_offered_once()
    {
        using var host = new TokenHost(Token, ReadOnlyToken);
        foreach (string? offered in new[] { null, WrongToken })
        {
            await using SensorcastClient client = Client(host, offered);
            UpgradeRefusedException error =
                await Assert.ThrowsExactlyAsync<UpgradeRefusedException>(() =>
                    client.ReadAsync(Cancellation).FirstAsync(Cancellation).AsTask());
            Assert.AreEqual($"{host.WebSocketUrl("/ws")} refused: 401 Unauthorized, it needs a token, or another one.", error.Message);
            Assert.IsFalse(error.IsTransient);
        }

        // Each further wrong token doubles the wait.
        await host.OfferWrongTokensAsync(2);
        await using SensorcastClient soon = Client(host, Token);
        UpgradeRefusedException wait = await Assert.ThrowsExactlyAsync<UpgradeRefusedException>(() => soon.ConnectAsync(Cancellation));
        Assert.AreEqual(HttpStatusCode.TooManyRequests, wait.Status);
        Assert.MatchesRegex(@", too many wrong tokens came from here; try again in [1-4] s\.$", wait.Message);

        // The first retry is due long before the wait is over.
        List<StreamEvent> events = await soon.ReadEventsAsync(Cancellation).TakeWhile(static streamEvent => streamEvent is not Pack)
            .ToListAsync(Cancellation);
        Assert.IsInstanceOfType<Connected>(events[^1]);
        Disconnected[] waits = [.. events.OfType<Disconnected>()];
        Assert.IsLessThanOrEqualTo(1, waits.Length);
        Assert.IsTrue(waits.All(static wait => wait.RetryAfter >= TimeSpan.FromSeconds(1)));
        Assert.AreEqual(3, await host.TokenFailuresAsync(Token));
    }

    private static SensorcastClient Client(TokenHost host, string? token) =>
        new(host.Url.ToString(), new SensorcastClientOptions { Token = token, FirstRetry = TimeSpan.FromMilliseconds(10) });
}
