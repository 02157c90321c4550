using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>What happens on one of several streams.</summary>
/// <param name="Board">Whose stream it is.</param>
/// <param name="Event">What happened; <see langword="null"/> at its end.</param>
/// <param name="End">Why nothing more comes from this board, when nothing does.</param>
internal sealed record BoardEvent(BoardLink Board, StreamEvent? Event, SensorcastException? End);
