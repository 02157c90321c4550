using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>What happens on one of several streams.</summary>
/// <param name="Board">The board of the stream.</param>
/// <param name="Event">What happened; <see langword="null"/> at its end.</param>
/// <param name="End">Why the stream of this board has ended, if it has.</param>
internal sealed record BoardEvent(BoardLink Board, StreamEvent? Event, SensorcastException? End);
