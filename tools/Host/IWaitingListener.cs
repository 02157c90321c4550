using System.Net;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>A listener that the server's loop can wait on; another thread can end the wait.</summary>
public interface IWaitingListener : IListener, IWaker, IDisposable
{
    /// <summary>Where it listens, with the real port.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>
    /// Sends what connections have been given. Call it after each step, and before you compute how long to wait: to send to 64 clients
    /// takes half a millisecond of that time.
    /// </summary>
    void Flush();

    /// <summary>
    /// Blocks until a client connects, bytes have arrived, a connection that could not send can
    /// send again, <see cref="IWaker.Wake"/> was called, or the time is over. May end early.
    /// </summary>
    /// <param name="time">How long to wait at most; not at all if it is not positive.</param>
    void Wait(TimeSpan time);
}
