namespace Sensorcast.Host.Epoll;

/// <summary>What epoll watches for and reports, epoll_ctl(2).</summary>
[Flags]
internal enum EpollEvents : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>EPOLLIN: bytes, a connection to accept, or the end of the stream.</summary>
    Readable = 0x1,

    /// <summary>EPOLLOUT: there is room to send.</summary>
    Writable = 0x4,

    /// <summary>EPOLLERR; always watched for.</summary>
    Error = 0x8,

    /// <summary>EPOLLHUP: both directions have ended; always watched for.</summary>
    HangUp = 0x10,

    /// <summary>EPOLLRDHUP: the peer has finished sending.</summary>
    PeerFinished = 0x2000,

    /// <summary>EPOLLET: reports changes since the last report, not the present state.</summary>
    EdgeTriggered = 0x8000_0000,
}
