using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Sensorcast.Benchmarks.Kestrel;

/// <summary>Kestrel's transport without sockets: connections come from calls of <see cref="Connect"/>.</summary>
internal sealed class MemoryListener : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<MemoryConnection> _waiting = Channel.CreateUnbounded<MemoryConnection>();

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>Opens a connection.</summary>
    public MemoryConnection Connect()
    {
        MemoryConnection connection = new();
        _waiting.Writer.TryWrite(connection);
        return connection;
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _waiting.Reader.WaitToReadAsync(cancellationToken) && _waiting.Reader.TryRead(out MemoryConnection? connection)
            ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _waiting.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
