using System.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// Feeds a stream to a reader and writes down what it reports, the pieces of a message joined: so that the log is the same however the
/// stream is cut.
/// </summary>
internal sealed class FrameLog
{
    private readonly FrameReader _reader;
    private readonly FrameState _state = new FrameState();
    private readonly StringBuilder _log = new StringBuilder();

    internal FrameLog(long maxMessageLength)
    {
        _reader = new FrameReader(maxMessageLength);
        _state.Reset();
    }

    internal static string Of(byte[] stream, int chunk)
    {
        FrameLog log = new FrameLog(long.MaxValue);
        for (int offset = 0; offset < stream.Length; offset += chunk)
        {
            int rest = stream.Length - offset;
            log.Feed(stream, offset, rest < chunk ? rest : chunk);
        }

        return log.ToString();
    }

    internal static string OfTwo(byte[] stream, int cut)
    {
        FrameLog log = new FrameLog(long.MaxValue);
        log.Feed(stream, 0, cut);
        log.Feed(stream, cut, stream.Length - cut);
        return log.ToString();
    }

    internal void Feed(byte[] stream, int offset, int count)
    {
        // The reader unmasks in place, so it gets a copy, and one that ends where the bytes end.
        byte[] buffer = Hex.Slice(stream, offset, count);
        int position = 0;
        while (position < count)
        {
            int consumed = _reader.Read(_state, buffer, position, count - position);
            Note(buffer);
            position += consumed;
        }
    }

    public override string ToString()
    {
        return _log.ToString();
    }

    private void Note(byte[] buffer)
    {
        switch (_reader.Event)
        {
            case FrameEvent.Data:
                if (_reader.PieceIsFirst)
                {
                    _log.Append(_reader.MessageOpcode == Opcode.Text ? "text(" : "binary(");
                }

                _log.Append(Hex.Show(buffer, _reader.PieceOffset, _reader.PieceLength));
                if (_reader.PieceIsFinal)
                {
                    _log.Append(") ");
                }

                break;
            case FrameEvent.Ping:
                _log.Append("ping(" + Hex.Show(_reader.ControlPayload, _reader.ControlOffset, _reader.ControlLength) + ") ");
                break;
            case FrameEvent.Pong:
                _log.Append("pong(" + Hex.Show(_reader.ControlPayload, _reader.ControlOffset, _reader.ControlLength) + ") ");
                break;
            case FrameEvent.Close:
                _log.Append("close(" + _reader.Code + ") ");
                break;
            case FrameEvent.Error:
                _log.Append("error(" + _reader.Code + ") ");
                break;
        }
    }
}
