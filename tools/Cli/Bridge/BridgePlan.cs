using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>What the bridge does.</summary>
/// <param name="Boards">The boards.</param>
/// <param name="Broker">Where the broker is: <c>mqtt://host:port</c> or <c>mqtts://host:port</c>.</param>
/// <param name="User">Who the broker is told to be talking to, if it asks.</param>
/// <param name="Password">The user's password.</param>
/// <param name="TopicPrefix">What every topic begins with.</param>
/// <param name="Encoding">What the packs are written in.</param>
/// <param name="TakesCommands">Whether actuators can be set through the broker.</param>
/// <param name="DiscoveryPrefix">
/// What the topics begin with by which Home Assistant finds the boards; <see langword="null"/> where it need not.
/// </param>
/// <param name="RecentPeriod">Of each channel, newcomers get at most one reading in this time.</param>
/// <param name="PublishesReadings">Whether each channel's newest reading has a topic of its own.</param>
internal sealed record BridgePlan(
    IReadOnlyList<BridgedBoard> Boards,
    Uri Broker,
    string? User,
    string? Password,
    string TopicPrefix,
    SenmlEncoding Encoding,
    bool TakesCommands,
    string? DiscoveryPrefix = null,
    TimeSpan RecentPeriod = default,
    bool PublishesReadings = true)
{
    /// <returns>What the broker does instead of what it is asked, as <c>broker at host:1883: it refused</c>.</returns>
    public string Explain(Exception error) => error is SilentBrokerException
        ? $"broker at {Broker.Authority} {error.Message}"
        : $"broker at {Broker.Authority}: {error.GetBaseException().Message}";
}
