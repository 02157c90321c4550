namespace Sensorcast.LoadTest.Scale;

/// <summary>What a scale test does.</summary>
/// <param name="Broker">The broker's address for the bridge: <c>mqtt://host:port</c>.</param>
/// <param name="ViewersBroker">The broker's address for the subscribers: the same, or <c>ws://host:port/path</c>.</param>
/// <param name="BrokerProcess">The broker's process, to measure it, if it runs on this machine.</param>
/// <param name="Boards">How many boards.</param>
/// <param name="Subscribers">How many subscribers; each watches one board, in turn.</param>
/// <param name="Rate">How many packs a second each board sends.</param>
/// <param name="Duration">For how long.</param>
internal sealed record ScalePlan(
    Uri Broker, Uri ViewersBroker, int? BrokerProcess, int Boards, int Subscribers, int Rate, TimeSpan Duration);
