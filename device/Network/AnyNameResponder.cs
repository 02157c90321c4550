using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Server;

namespace Sensorcast.Device.Network;

/// <summary>
/// Answers every name with the board, for phones that have joined its access point: the socket of an <see cref="AddressResponder"/>. It has
/// no thread: the server runs it.
/// </summary>
internal sealed class AnyNameResponder : ScheduledTask
{
    private const int RetryTime = 10000;

    /// <summary>How late a query may be noticed, in milliseconds.</summary>
    private const int Period = 10;

    private readonly byte[] _buffer = new byte[AddressResponder.BufferSize];
    private readonly AddressResponder _responder = new AddressResponder(AccessPoint.Address);
    private EndPoint _sender = new IPEndPoint(IPAddress.Any, 0);
    private Socket _socket;

    /// <inheritdoc/>
    protected override void Run(long now)
    {
        Due = now + Period;
        try
        {
            if (_socket == null)
            {
                _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                _socket.Bind(new IPEndPoint(IPAddress.Any, AddressResponder.Port));
            }

            if (_socket.Poll(0, SelectMode.SelectRead))
            {
                int length = _socket.ReceiveFrom(_buffer, 0, _buffer.Length, SocketFlags.None, ref _sender);
                int reply = _responder.Answer(_buffer, length);
                if (reply > 0)
                {
                    _socket.SendTo(_buffer, 0, reply, SocketFlags.None, _sender);
                }
            }
        }
        catch (SocketException e)
        {
            // There is no socket left, or the phone is gone: it starts again, and the server goes on.
            Debug.WriteLine("Error: DNS: " + e.ErrorCode);
            Close();
            Due = now + RetryTime;
        }
    }

    private void Close()
    {
        if (_socket != null)
        {
            _socket.Close();
            _socket = null;
        }
    }
}
