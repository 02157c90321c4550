using Sensorcast.Server;
using System;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// Puts clients' messages together and has actuators set what they ask for. A message mostly arrives whole and is read where it is; there is
/// one place to gather one that does not.
/// </summary>
internal sealed class ActuationExchange
{
    /// <summary>The most bytes that a message may have.</summary>
    internal const int MaxMessageLength = 1024;

    /// <summary>What is returned instead of a place when a message is no SenML pack.</summary>
    internal const int Malformed = -1;

    private readonly ActuationPack _pack;
    private readonly JsonPackReader _json = new JsonPackReader();
    private readonly CborPackReader _cbor = new CborPackReader();
    private readonly ActuationReply _reply;
    private readonly Channel[] _channels;
    private readonly SensorServer _server;
    private readonly ServerCounters _counters;
    private readonly byte[] _gathered = new byte[MaxMessageLength];
    private int _gatheredLength;
    private FrameState _gatheredFrom;
    private int _errorsInRead;

    internal ActuationExchange(Channel[] channels, string baseName, SensorServer server, ServerCounters counters)
    {
        _channels = channels;
        _pack = new ActuationPack(channels, baseName);
        _reply = new ActuationReply(baseName);
        _server = server;
        _counters = counters;
    }

    /// <summary>Starts to take what one client has sent.</summary>
    internal void StartRead()
    {
        _errorsInRead = 0;
    }

    /// <summary>Takes a piece of a message and, when it ends one, does what that asks for and appends what answers it.</summary>
    /// <param name="from">The client's state, which says whose message it is.</param>
    /// <param name="maySet">Whether the client may set anything.</param>
    /// <param name="buffer">Holds the piece.</param>
    /// <param name="piece">What the reader says of it.</param>
    /// <param name="reply">Gets the answer.</param>
    /// <param name="position">The place of its first byte.</param>
    /// <returns>The place behind it, or <see cref="Malformed"/>.</returns>
    internal int Take(FrameState from, bool maySet, byte[] buffer, FrameReader piece, byte[] reply, int position)
    {
        if (piece.PieceIsFirst && piece.PieceIsFinal)
        {
            return Answer(maySet, buffer, piece.PieceOffset, piece.PieceLength, piece.MessageOpcode, reply, position);
        }

        if (piece.PieceIsFirst)
        {
            // Whoever had begun before gives way: so nobody can keep the place by never ending a message.
            _gatheredFrom = from;
            _gatheredLength = 0;
        }

        bool isHere = _gatheredFrom == from;
        if (isHere)
        {
            Array.Copy(buffer, piece.PieceOffset, _gathered, _gatheredLength, piece.PieceLength);
            _gatheredLength += piece.PieceLength;
        }

        if (!piece.PieceIsFinal)
        {
            return position;
        }

        if (!isHere)
        {
            return CountError() ? _reply.Refuse(reply, position, ActuationError.Busy, null) : position;
        }

        _gatheredFrom = null;
        return Answer(maySet, _gathered, 0, _gatheredLength, piece.MessageOpcode, reply, position);
    }

    /// <summary>Appends how many errors of the read were not told.</summary>
    /// <returns>The place behind it.</returns>
    internal int EndRead(byte[] reply, int position)
    {
        return _errorsInRead > 1 ? _reply.TellMore(reply, position, _errorsInRead - 1) : position;
    }

    private int Answer(bool maySet, byte[] buffer, int offset, int count, Opcode opcode, byte[] reply, int position)
    {
        PackReader reader = opcode == Opcode.Text ? (PackReader)_json : _cbor;
        if (!reader.Read(buffer, offset, count, _pack))
        {
            return Malformed;
        }

        ActuationError error = _pack.Error;
        if (error == ActuationError.None && _pack.Count > 0 && !maySet)
        {
            error = ActuationError.NotAllowed;
        }

        if (error != ActuationError.None)
        {
            return CountError() ? _reply.Refuse(reply, position, error, _pack) : position;
        }

        Channel failed = Set();
        if (failed != null)
        {
            return CountError() ? _reply.TellFailure(reply, position, _pack, failed) : position;
        }

        return _pack.HasSequence ? _reply.Acknowledge(reply, position, _pack) : position;
    }

    /// <summary>Counts an error. Of those in one read only the first is told, so that there is always room to tell it.</summary>
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
            if (TrySet(channel.Actuator, _pack.ValueOf(i)))
            {
                _counters.Settings++;
            }
            else
            {
                failed = channel;
            }

            // Its reading tells everybody what it is now, also when it could not be set.
            _server.Ask(index);
        }

        return failed;
    }

    private static bool TrySet(IActuator actuator, int value)
    {
        try
        {
            return actuator.TrySet(value);
        }
        catch (Exception)
        {
            // As a sensor's: what breaks in it is told to who wanted it, and costs nobody else anything.
            return false;
        }
    }
}
