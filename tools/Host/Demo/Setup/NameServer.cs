using System.Net;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Server;

namespace Sensorcast.Host.Demo.Setup;

/// <summary>Answers every name with the server's address, as a board does in set-up mode. The server runs it.</summary>
internal sealed class NameServer : ScheduledTask, IDisposable
{
    private const int Period = 10;

    private readonly byte[] _buffer = new byte[AddressResponder.BufferSize];
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
    private readonly AddressResponder _responder;
    private EndPoint _sender = new IPEndPoint(IPAddress.Any, 0);

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="answer">The address in every answer.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    public NameServer(IPAddress address, IPAddress answer, int port)
    {
        _responder = new AddressResponder(answer.GetAddressBytes());
        try
        {
            _socket.Bind(new IPEndPoint(address, port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <inheritdoc/>
    protected override void Run(long now)
    {
        Due = now + Period;
        try
        {
            while (_socket.Poll(0, SelectMode.SelectRead))
            {
                int length = _socket.ReceiveFrom(_buffer, ref _sender);
                int reply = _responder.Answer(_buffer, length);
                if (reply > 0)
                {
                    _socket.SendTo(_buffer.AsSpan(0, reply), _sender);
                }
            }
        }
        catch (SocketException)
        {
            // A query longer than UDP allows, or a client that has gone: the next one is answered.
        }
    }
}
