using Sensorcast.Client;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>What the tests of a client with a <see cref="FakeBoard"/> have in common.</summary>
public abstract class FakeBoardTests
{
    private protected const string First =
        """[{"bn":"b:","bt":1763877600,"n":"a","u":"V","ut":1,"v":1.0},{"n":"lamp","ut":1,"set":true,"vb":false}]""";

    private protected static readonly SensorcastClientOptions Json = new()
    {
        Encoding = SenmlEncoding.Json,
        FirstRetry = TimeSpan.FromMilliseconds(20),
        LongestRetry = TimeSpan.FromMilliseconds(100),
        ReplyTimeout = TimeSpan.FromMilliseconds(2 * Limits.Wait),
    };

    private protected static readonly SensorcastClientOptions Cbor = Json with { Encoding = SenmlEncoding.Cbor };

    public TestContext TestContext { get; set; } = null!;

    private protected CancellationToken Cancellation => TestContext.CancellationToken;

    private protected static string Live(int sequence) => $$"""[{"bn":"b:","bt":1763877601,"seq":{{sequence}},"n":"a","v":2}]""";

    private protected static Task SendAsync(FakeConnection client, SenmlEncoding encoding, string json) =>
        encoding == SenmlEncoding.Json ? client.SendAsync(json) : client.SendAsync(Packs.ToCbor(json));
}
