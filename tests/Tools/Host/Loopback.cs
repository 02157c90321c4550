using System.Net.Sockets;
using Sensorcast.Host;
using Sensorcast.Server;

namespace Sensorcast.Tests.HostTests;

/// <summary>A listener and one connection to it: a plain, blocking socket on the client's side.</summary>
internal sealed class Loopback : IDisposable
{
    /// <param name="listener">The listener, which is disposed of with this.</param>
    public Loopback(IWaitingListener listener)
    {
        Listener = listener;
        Client = Connect(Listener);
        Transport = Accept(Listener);

        // The first report is that the connection can send.
        Listener.Wait(0);
    }

    public IWaitingListener Listener { get; }

    public Socket Client { get; }

    public ITransport Transport { get; }

    public static Socket Connect(IWaitingListener listener)
    {
        var client = new Socket(listener.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            // A fixed size: otherwise the kernel enlarges the buffer of a client that does not read.
            ReceiveBufferSize = 32 * 1024,
            ReceiveTimeout = Limits.Wait,
            SendTimeout = Limits.Wait,
        };
        client.Connect(listener.EndPoint);
        return client;
    }

    public static ITransport Accept(IWaitingListener listener)
    {
        ITransport? transport = null;
        ServerEnd.WaitFor(listener, () => (transport = listener.Accept()) is not null);
        return transport!;
    }

    /// <summary>Ends the connection with a reset instead of a FIN.</summary>
    public void Reset()
    {
        Client.LingerState = new LingerOption(true, 0);
        Client.Close();
    }

    /// <summary>Waits, as the server does, until there is something to receive.</summary>
    public void WaitToReceive() => WaitFor(() => Transport.CanReceive);

    /// <summary>Waits, as the server does, until a socket makes a condition true.</summary>
    public void WaitFor(Func<bool> condition) => ServerEnd.WaitFor(Listener, condition);

    /// <summary>Sends to the client, which does not read, until no more fits.</summary>
    /// <returns>How many bytes were sent.</returns>
    public int Fill() => ServerEnd.Fill(Listener, Transport);

    /// <summary>Reads on the client's side until so many bytes have arrived.</summary>
    public byte[] ReadAtClient(int count)
    {
        byte[] bytes = new byte[count];
        for (int have = 0; have < count;)
        {
            int received = Client.Receive(bytes, have, count - have, SocketFlags.None);
            Assert.AreNotEqual(0, received, "the stream ended too early");
            have += received;
        }

        return bytes;
    }

    public void Dispose()
    {
        Client.Dispose();
        Listener.Dispose();
    }
}
