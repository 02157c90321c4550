using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>A board and the client that reads it.</summary>
internal sealed class BoardLink(Board board) : IAsyncDisposable
{
    /// <summary>Its name in output for people.</summary>
    public string Name { get; } = board.Name;

    /// <summary>Its client.</summary>
    public SensorcastClient Client { get; } = board.CreateClient();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
