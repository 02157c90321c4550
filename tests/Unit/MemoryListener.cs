using System.Collections;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A queue of clients that want to connect.</summary>
internal sealed class MemoryListener : IListener
{
    private readonly Queue _waiting = new Queue();

    internal int Waiting => _waiting.Count;

    public ITransport Accept()
    {
        return _waiting.Count == 0 ? null : (ITransport)_waiting.Dequeue();
    }

    internal MemoryTransport Connect()
    {
        MemoryTransport transport = new MemoryTransport();
        _waiting.Enqueue(transport);
        return transport;
    }
}
