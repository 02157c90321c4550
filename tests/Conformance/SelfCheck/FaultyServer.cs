using System.Net;
using System.Net.Sockets;

namespace Sensorcast.Tests.ConformanceTests.SelfCheck;

/// <summary>An echo server in this process with one fault built in. Knows as much of the protocol as the self-check needs.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Thread _thread;
    private readonly Fault _fault;

    public FaultyServer(Fault fault)
    {
        _fault = fault;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join();
    }

    // One client at a time, until the listener is gone.
    private void Serve()
    {
        while (true)
        {
            try
            {
                using Socket socket = _listener.Accept();
                new FaultyConnection(socket, _fault).Serve();
            }
            catch (SocketException) when (_listener.SafeHandle.IsClosed)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // The client is gone.
            }
        }
    }
}
