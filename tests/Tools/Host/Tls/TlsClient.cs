using System.Net.Security;
using System.Net.Sockets;

namespace Sensorcast.Tests.HostTests.Tls;

/// <summary>A client that has shaken hands: a plain, blocking stream.</summary>
internal sealed record TlsClient(Socket Socket, SslStream Stream)
{
    /// <summary>Reads until so many bytes have arrived.</summary>
    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        Stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Ends the connection with a reset instead of a FIN.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }
}
