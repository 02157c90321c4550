using System.Net;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>A listener that the server's loop can wait on; another thread can end the wait.</summary>
public interface IWaitingListener : IListener, IWaker, IDisposable
{
    /// <summary>Where it listens, with the real port.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>
    /// Sends the waiting bytes of all connections. Call it after each step, and before you compute how long to wait: it takes half a
    /// millisecond for 64 clients.
    /// </summary>
    void Flush();

    /// <summary>
    /// Blocks until a client connects, bytes have arrived, a connection that could not send can
    /// send again, <see cref="IWaker.Wake"/> was called, or the time is over. May end early.
    /// </summary>
    /// <param name="time">The maximum time to wait; no wait if it is not positive.</param>
    void Wait(TimeSpan time);
}
