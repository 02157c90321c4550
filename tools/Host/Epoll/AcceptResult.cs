namespace Sensorcast.Host.Epoll;

/// <summary>How an attempt to accept a connection went.</summary>
internal enum AcceptResult
{
    /// <summary>A connection was accepted.</summary>
    Accepted,

    /// <summary>None waits.</summary>
    NoneWaits,

    /// <summary>The one that waited has been closed; others may wait.</summary>
    TryAgain,

    /// <summary>This process may open no more files, or the system has no memory for one. The client goes on waiting.</summary>
    Failed,
}
