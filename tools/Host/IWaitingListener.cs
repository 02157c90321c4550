using System.Net;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>A listener that the server's loop can wait on.</summary>
public interface IWaitingListener : IListener, IDisposable
{
    /// <summary>Where it listens, with the real port.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>
    /// Blocks until a client connects, bytes have arrived, a connection that could not send can send again, or the time is over. May end
    /// early.
    /// </summary>
    /// <param name="time">How long to wait at most; not at all if it is not positive.</param>
    void Wait(TimeSpan time);
}
