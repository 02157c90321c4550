using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>What the bridge does.</summary>
/// <param name="Boards">The boards.</param>
/// <param name="Broker">Where the broker is: <c>mqtt://host:port</c> or <c>mqtts://host:port</c>.</param>
/// <param name="User">The user name for the broker, if it needs one.</param>
/// <param name="Password">The user's password.</param>
/// <param name="TopicPrefix">What every topic begins with.</param>
/// <param name="Encoding">What the packs are written in.</param>
/// <param name="TakesCommands">Whether actuators can be set through the broker.</param>
/// <param name="DiscoveryPrefix">
/// The prefix of the topics by which Home Assistant discovers the boards; <see langword="null"/> for no discovery.
/// </param>
/// <param name="RecentPeriod">A new subscriber gets at most one reading of each channel in this time.</param>
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
    /// <returns>How the broker fails, as <c>broker at host:1883: it refused</c>.</returns>
    public string Explain(Exception error) => error is SilentBrokerException
        ? $"broker at {Broker.Authority} {error.Message}"
        : $"broker at {Broker.Authority}: {error.GetBaseException().Message}";
}
