using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Sensorcast.Benchmarks.Kestrel;

/// <summary>A connection of Kestrel's with a pipe each way instead of a socket.</summary>
internal sealed class MemoryConnection : DefaultConnectionContext
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MemoryConnection()
        : base(Guid.NewGuid().ToString())
    {
        // The writer runs the waiting continuation inline: no thread is woken without need.
        PipeOptions options =
            new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);
        DuplexPipe.Pair pair = DuplexPipe.Make(options);
        Transport = pair.Server;
        Application = pair.Client;
    }

    /// <summary>The client's end.</summary>
    public IDuplexPipe Client => Application!;

    /// <summary>Done when Kestrel has released the connection.</summary>
    public Task End => _end.Task;

    /// <summary>Does nothing: there is no socket to close, and the client has disconnected already.</summary>
    public override void Abort(ConnectionAbortedException abortReason)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _end.TrySetResult();
    }
}
