using System;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// Puts clients' messages together and has actuators set what they ask for. A message mostly arrives whole and is read where it is; there
/// is one place to gather one that does not.
/// </summary>
internal sealed class ActuationExchange
{
    /// <summary>The maximum size of a message in bytes.</summary>
    internal const int MaxMessageLength = 1024;

    private readonly ActuationPack _pack;
    private readonly JsonPackReader _json = new JsonPackReader();
    private readonly CborPackReader _cbor = new CborPackReader();
    private readonly ActuationReply _reply;
    private readonly Channel[] _channels;
    private readonly Sampler _sampler;
    private readonly ActuationCounters _counters;

    // There once a message comes in pieces.
    private byte[] _gathered;
    private int _gatheredLength;
    private WebSocketClient _gatheredFrom;
    private WebSocketClient _reader;
    private int _errorsInRead;

    internal ActuationExchange(Channel[] channels, string baseName, Sampler sampler, ActuationCounters counters)
    {
        _channels = channels;
        _pack = new ActuationPack(channels, baseName);
        _reply = new ActuationReply(baseName);
        _sampler = sampler;
        _counters = counters;
    }

    /// <summary>Takes a piece of a message and, when it ends one, does what that asks for and answers it.</summary>
    /// <param name="client">The client that sent it.</param>
    /// <param name="buffer">Holds the piece.</param>
    /// <param name="piece">Says where the piece is and what it is a piece of.</param>
    /// <returns><see langword="false"/> when the message is not a SenML pack.</returns>
    internal bool Take(WebSocketClient client, byte[] buffer, FrameReader piece)
    {
        if (_reader != client)
        {
            _reader = client;
            _errorsInRead = 0;
        }

        if (piece.PieceIsFirst && piece.PieceIsFinal)
        {
            return Answer(client, buffer, piece.PieceOffset, piece.PieceLength, piece.MessageOpcode);
        }

        if (piece.PieceIsFirst)
        {
            // The client that had begun before loses the buffer, so no client can keep it by never ending a message.
            _gatheredFrom = client;
            _gatheredLength = 0;
            _gathered ??= new byte[MaxMessageLength];
        }

        bool isHere = _gatheredFrom == client;
        if (isHere)
        {
            Array.Copy(buffer, piece.PieceOffset, _gathered, _gatheredLength, piece.PieceLength);
            _gatheredLength += piece.PieceLength;
        }

        if (!piece.PieceIsFinal)
        {
            return true;
        }

        if (!isHere)
        {
            if (CountError())
            {
                _reply.Refuse(client, ActuationError.Busy, null);
            }

            return true;
        }

        _gatheredFrom = null;
        return Answer(client, _gathered, 0, _gatheredLength, piece.MessageOpcode);
    }

    /// <summary>Ends a read: answers how many further errors there were.</summary>
    internal void EndRead(WebSocketClient client)
    {
        if (_reader == client && _errorsInRead > 1)
        {
            _reply.ReportMore(client, _errorsInRead - 1);
        }

        _reader = null;
    }

    /// <summary>Forgets what a client that is gone had begun.</summary>
    internal void Forget(WebSocketClient client)
    {
        _reader = _reader == client ? null : _reader;
        _gatheredFrom = _gatheredFrom == client ? null : _gatheredFrom;
    }

    /// <summary>
    /// Sets one channel as the body of a request asks for: a SenML pack in JSON or CBOR that names no other channel, or a JSON value.
    /// </summary>
    /// <param name="channel">The channel's index.</param>
    /// <param name="body">Holds the body; texts are unescaped in place.</param>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="count">Its size in bytes.</param>
    /// <returns>Why it is not set.</returns>
    internal ActuationError Set(int channel, byte[] body, int offset, int count)
    {
        ActuationError error = Read(channel, body, offset, count) ? _pack.Error : ActuationError.Malformed;
        if (error == ActuationError.None && !SetsOnly(channel))
        {
            error = ActuationError.UnknownName;
        }

        if (error == ActuationError.None && Set() != null)
        {
            error = ActuationError.Failed;
        }

        _counters.RefusedSettings += error == ActuationError.None ? 0 : 1;
        return error;
    }

    /// <summary>A body says by its first byte what it is: an array of CBOR has its top bit set, and no JSON has.</summary>
    private bool Read(int channel, byte[] body, int offset, int count)
    {
        const byte TopBit = 0x80;
        while (count > 0 && body[offset] <= ' ')
        {
            offset++;
            count--;
        }

        if (count > 0 && body[offset] >= TopBit)
        {
            return _cbor.Read(body, offset, count, _pack);
        }

        bool isPack = count > 0 && body[offset] == '[';
        return isPack ? _json.Read(body, offset, count, _pack) : _json.ReadValue(body, offset, count, channel, _pack);
    }

    private bool SetsOnly(int channel)
    {
        bool isSame = _pack.Count > 0;
        for (int i = 0; i < _pack.Count; i++)
        {
            isSame &= _pack.ChannelOf(i) == channel;
        }

        return isSame;
    }

    private bool Answer(WebSocketClient client, byte[] buffer, int offset, int count, Opcode opcode)
    {
        PackReader reader = opcode == Opcode.Text ? (PackReader)_json : _cbor;
        if (!reader.Read(buffer, offset, count, _pack))
        {
            return false;
        }

        ActuationError error = _pack.Error;
        if (error == ActuationError.None && _pack.Count > 0 && !client.MaySet)
        {
            error = ActuationError.NotAllowed;
        }

        Channel failed = error == ActuationError.None ? Set() : null;
        if (error != ActuationError.None || failed != null)
        {
            if (CountError())
            {
                AnswerError(client, error, failed);
            }
        }
        else if (_pack.HasSequence)
        {
            _reply.Acknowledge(client, _pack);
        }

        return true;
    }

    private void AnswerError(WebSocketClient client, ActuationError error, Channel failed)
    {
        if (failed == null)
        {
            _reply.Refuse(client, error, _pack);
        }
        else
        {
            _reply.ReportFailure(client, _pack, failed);
        }
    }

    /// <summary>Counts an error. Of those in one read only the first is sent, so that there is always room for it.</summary>
    /// <returns>Whether this is the first.</returns>
    private bool CountError()
    {
        _counters.RefusedSettings++;
        _errorsInRead++;
        return _errorsInRead == 1;
    }

    /// <summary>Makes the pack's settings.</summary>
    /// <returns>A channel that could not be set, or <see langword="null"/>.</returns>
    private Channel Set()
    {
        Channel failed = null;
        for (int i = 0; i < _pack.Count; i++)
        {
            int index = _pack.ChannelOf(i);
            Channel channel = _channels[index];
            if (TrySet(i))
            {
                _counters.Settings++;
            }
            else
            {
                failed = channel;
            }

            // Its reading says what it is now, also when it could not be set.
            _sampler.RequestReading(index);
        }

        return failed;
    }

    private bool TrySet(int setting)
    {
        try
        {
            return _pack.TrySet(setting);
        }
        catch (Exception)
        {
            // As a sensor's: an error in it goes to the client that set it, and costs the others nothing.
            return false;
        }
    }
}
