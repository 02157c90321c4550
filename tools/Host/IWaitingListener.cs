using System.Net;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>A listener that the server's loop can wait on.</summary>
public interface IWaitingListener : IListener, IDisposable
{
    /// <summary>Where it listens, with the real port.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>
    /// Blocks until somebody wants to connect, bytes have arrived, a connection that could not send can send again, or
    /// the time is over.
    /// </summary>
    /// <param name="milliseconds">How long to wait at most.</param>
    void Wait(int milliseconds);
}
