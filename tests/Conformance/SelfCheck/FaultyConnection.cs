using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Tests.ConformanceTests.SelfCheck;

/// <summary>One connection of a <see cref="FaultyServer"/>, from the handshake to the end.</summary>
internal sealed class FaultyConnection(Socket socket, Fault fault)
{
    private const int Normal = 1000;
    private const int GoingAway = 1001;
    private const int ProtocolError = 1002;
    private const int InvalidPayload = 1007;

    /// <summary>A client that has sent nothing for so many milliseconds has nothing more to send.</summary>
    private const int QuietTime = 50;

    /// <summary>How long <see cref="Fault.NoDrop"/> keeps the connection, in milliseconds: longer than a client has to wait.</summary>
    private const int HoldTime = 3000;

    private const byte Fin = 0x80;

    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly List<byte> _message = [];
    private readonly List<byte[]> _latePongs = [];
    private Opcode _kind;
    private int? _closeCode;

    public void Serve()
    {
        ShakeHands();
        while (_closeCode is null)
        {
            ReadFrame();
        }

        if (_closeCode > 0)
        {
            Send(Opcode.Close, [(byte)(_closeCode >> 8), (byte)_closeCode]);
        }

        if (fault == Fault.TalksAfterClose)
        {
            Send(Opcode.Pong, []);
        }

        End();
    }

    private void ShakeHands()
    {
        for (var head = new StringBuilder(); !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal); head.Append((char)Read(1)[0]))
        {
        }

        socket.Send(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"u8);
    }

    private void ReadFrame()
    {
        byte[] head = Read(2);
        var opcode = (Opcode)(head[0] & 0x0F);
        int shortLength = head[1] & 0x7F;
        if (((head[0] & 0x70) != 0 && fault != Fault.AcceptsReservedBits) || (opcode > Opcode.Binary && shortLength > 125))
        {
            Fail(ProtocolError);
            return;
        }

        int length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(Read(2)),
            127 => (int)BinaryPrimitives.ReadUInt64BigEndian(Read(8)),
            _ => shortLength,
        };
        byte[] mask = Read(4);
        byte[] payload = Read(length);
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i % 4];
        }

        Handle(opcode, payload, isFinal: (head[0] & Fin) != 0);
    }

    private void Handle(Opcode opcode, byte[] payload, bool isFinal)
    {
        switch (opcode)
        {
            case Opcode.Close:
                int code = payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : Normal;
                _closeCode = fault == Fault.OtherCloseCode ? GoingAway : code is >= 1000 and < 5000 ? code : ProtocolError;
                break;
            case Opcode.Ping:
                HandlePing(payload);
                break;
            case Opcode.Pong:
                break;
            default:
                _kind = _message.Count == 0 && opcode != Opcode.Continuation ? opcode : _kind;
                HandleData(payload, isFinal);
                break;
        }
    }

    private void HandlePing(byte[] payload)
    {
        switch (fault)
        {
            case Fault.NoPong:
                break;
            case Fault.LatePong:
                _latePongs.Add(payload);
                break;
            case Fault.FragmentedPong:
                socket.Send([(byte)Opcode.Pong, 0, Fin, 0]);
                break;
            default:
                Send(Opcode.Pong, fault == Fault.EmptyPong ? [] : payload);
                break;
        }
    }

    private void HandleData(byte[] payload, bool isFinal)
    {
        _message.AddRange(payload);
        if (_kind == Opcode.Text && (isFinal || fault != Fault.LateFailure))
        {
            try
            {
                byte[] text = fault == Fault.LateFailure ? [.. _message] : payload;
                _decoder.GetCharCount(text, flush: isFinal || fault == Fault.EarlyFailure);
                _decoder.GetChars(text, new char[text.Length + 1], flush: isFinal);
            }
            catch (DecoderFallbackException)
            {
                Fail(InvalidPayload);
                return;
            }
        }

        if (isFinal)
        {
            if (fault != Fault.ClosesFirst)
            {
                Echo([.. _message]);
            }

            _message.Clear();
            _latePongs.ForEach(pong => Send(Opcode.Pong, pong));
            _closeCode = fault switch { Fault.ClosesFirst => Normal, Fault.TornFrame => 0, _ => null };
        }
    }

    private void Echo(byte[] payload)
    {
        if (fault == Fault.ChangedOctet)
        {
            payload[^1] ^= 1;
        }

        Send(fault == Fault.OtherKind ? Opcode.Binary : _kind, payload);
        if (fault == Fault.ExtraAnswer)
        {
            Send(_kind, payload);
        }
    }

    /// <summary>Only short payloads: no case of the self-check echoes a longer one.</summary>
    private void Send(Opcode opcode, byte[] payload)
    {
        byte first = (byte)(Fin | (int)opcode);
        byte length = (byte)payload.Length;
        socket.Send(fault switch
        {
            Fault.TornFrame => [first, (byte)(length + 1), .. payload],
            Fault.MaskedFrame => [first, (byte)(0x80 | length), 0, 0, 0, 0, .. payload],
            Fault.ReservedBit => [(byte)(first | 0x40), length, .. payload],
            Fault.LongLength when opcode < Opcode.Close => [first, 126, 0, length, .. payload],
            _ => [first, length, .. payload],
        });
    }

    private void Fail(int code) => _closeCode = fault switch
    {
        Fault.NoCloseFrame => 0,
        Fault.OtherFailureCode => Normal,
        _ => code,
    };

    private void End()
    {
        if (fault == Fault.Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
            return;
        }

        // A socket that is closed with octets unread is reset.
        TimeSpan limit = TimeSpan.FromMilliseconds(fault == Fault.NoDrop ? HoldTime : QuietTime);
        byte[] buffer = new byte[4096];
        while (socket.Poll(limit, SelectMode.SelectRead) && socket.Receive(buffer) > 0)
        {
        }
    }

    private byte[] Read(int count)
    {
        byte[] octets = new byte[count];
        for (int have = 0; have < count;)
        {
            int received = socket.Receive(octets.AsSpan(have));
            have += received > 0 ? received : throw new EndOfStreamException();
        }

        return octets;
    }
}
