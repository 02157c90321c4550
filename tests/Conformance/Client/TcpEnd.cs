namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>How a server ended the TCP connection.</summary>
internal enum TcpEnd
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>With a FIN: cleanly.</summary>
    Fin,

    /// <summary>With an RST, which may take from the peer what it has not read yet.</summary>
    Reset,
}
