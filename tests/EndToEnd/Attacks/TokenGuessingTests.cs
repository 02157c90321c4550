using System.Net;
using System.Text.Json;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.AttackTests;

/// <summary>Wrong tokens, one after the other and from many addresses.</summary>
[TestClass, DoNotParallelize]
public class TokenGuessingTests
{
    private const string Token = "correct-horse";
    private const string ReadOnlyToken = "read-only-horse";
    private const int Guesses = 2000;
    private const int Addresses = 300;

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["SENSORCAST_TOKEN"] = Token,
        ["SENSORCAST_READ_ONLY_TOKEN"] = ReadOnlyToken,
    };

    private static readonly IPAddress Guesser = IPAddress.Parse("127.0.2.1");

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task A_client_that_guesses_tokens_waits_and_no_other_client_does()
    {
        await using Siege siege = await Siege.StartAsync(Environment, ReadOnlyToken);

        string[] answers = [.. Enumerable.Range(0, Guesses).Select(i => Guess(siege, Guesser, $"guess-number-{i}"))];

        int checkedGuesses = answers.Count(answer => answer == "401");
        int waited = answers.Count(answer => answer == "429");
        Assert.AreEqual(Guesses, checkedGuesses + waited);

        // A second, two, four, and so on: at most one guess more than the waits that have passed.
        double seconds = siege.Duration.TotalSeconds;
        Assert.IsLessThanOrEqualTo(1 + Math.Log2(seconds + 1), checkedGuesses, $"{checkedGuesses} guesses were checked in {seconds} s");
        Assert.AreEqual("200", Guess(siege, IPAddress.Loopback, ReadOnlyToken), "another address does not wait");
        Assert.AreEqual("401", siege.Request(Requests.Get("/status")).Kind, "nor does a client without a token");
        TestContext.WriteLine($"{Guesses} guesses, {checkedGuesses} checked; {await siege.EndAsync()}");
    }

    /// <summary>
    /// The table has eight entries. With more addresses, each gets another guess when its entry has been replaced. A long token withstands
    /// that.
    /// </summary>
    [TestMethod]
    public async Task Many_addresses_take_no_more_memory_than_eight()
    {
        await using Siege siege = await Siege.StartAsync(Environment, ReadOnlyToken);
        IPAddress[] addresses =
            [.. Enumerable.Range(0, Addresses).Select(i => new IPAddress([127, 0, (byte)(3 + (i / 250)), (byte)(1 + (i % 250))]))];

        for (int round = 0; round < 3; round++)
        {
            foreach (IPAddress address in addresses)
            {
                Assert.AreEqual("401", Guess(siege, address, "wrong-horse"));
            }
        }

        // On a busy machine the first second may be over before the second guess.
        await Until.TrueAsync(
            () => Guess(siege, addresses[^1], "wrong-horse") != "200"
                && Guess(siege, addresses[^1], Token) == "429", "No address is remembered");

        string text = RequestFrom(siege, IPAddress.Loopback, Requests.Get("/status", "Authorization: Bearer " + Token)).Text;
        JsonElement status = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        Assert.IsGreaterThanOrEqualTo(3 * Addresses, status.GetProperty("tokenFailures").GetInt32());
        TestContext.WriteLine(await siege.EndAsync());
    }

    private static string Guess(Siege siege, IPAddress from, string token) =>
        RequestFrom(siege, from, Requests.Get("/status", "Authorization: Bearer " + token)).Kind;

    private static Answer RequestFrom(Siege siege, IPAddress from, string request)
    {
        using var attacker = new Attacker(siege.Url, from);
        attacker.Send(request);
        return attacker.ReadAnswer();
    }
}
