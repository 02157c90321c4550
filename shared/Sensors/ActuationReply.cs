using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;
using Sensorcast.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// Writes what answers clients' packs, as text messages with a JSON object: so none is mistaken for a pack, which is an array.
/// </summary>
internal sealed class ActuationReply
{
    /// <summary>
    /// The maximum size of an error as a frame. A pack that is acknowledged has at least 10 bytes in a frame with 6 more, and its
    /// acknowledgement at most 20 (both with a number of ten digits): so answers are at most a quarter longer than what they answer, for
    /// which there is room.
    /// </summary>
    private const int MaxErrorSize = 200;

    private const int MaxNameLength = PackEncoder.MaxBaseNameLength + Channel.MaxNameLength;

    private readonly string _baseName;
    private readonly AsciiWriter _writer = new AsciiWriter();
    private readonly byte[] _reply = new byte[MaxErrorSize];

    internal ActuationReply(string baseName)
    {
        _baseName = baseName;
    }

    /// <summary>Answers that a pack's settings are accepted.</summary>
    internal void Acknowledge(WebSocketClient client, ActuationPack pack)
    {
        Start(pack);
        Send(client);
    }

    /// <summary>Answers why a pack sets nothing.</summary>
    /// <param name="client">The client that sent it.</param>
    /// <param name="error">Why.</param>
    /// <param name="pack">The pack, or <see langword="null"/> when it could not be read.</param>
    internal void Refuse(WebSocketClient client, ActuationError error, ActuationPack pack)
    {
        Start(pack);
        WriteError(error);
        if (pack != null && IsName(pack.FaultStart, pack.FaultName))
        {
            _writer.Text(",\"n\":\"");
            pack.FaultStart.WriteTo(_writer);
            pack.FaultName.WriteTo(_writer);
            _writer.Text("\"");
        }

        Send(client);
    }

    /// <summary>Answers that a channel could not be set.</summary>
    internal void ReportFailure(WebSocketClient client, ActuationPack pack, Channel channel)
    {
        Start(pack);
        WriteError(ActuationError.Failed);
        _writer.Text(",\"n\":\"");
        _writer.Text(_baseName);
        _writer.Text(channel.Name);
        _writer.Text("\"");
        Send(client);
    }

    /// <summary>Answers how many errors there were besides the one that was reported.</summary>
    internal void ReportMore(WebSocketClient client, int count)
    {
        Start(null);
        _writer.Text("\"error\":\"more\",\"count\":");
        _writer.Number(count);
        Send(client);
    }

    private void Start(ActuationPack pack)
    {
        _writer.Start(_reply, 0);
        _writer.Text("{");
        if (pack != null && pack.HasSequence)
        {
            _writer.Text("\"seq\":");
            _writer.Number(pack.Sequence);
        }
    }

    private void WriteError(ActuationError error)
    {
        _writer.Text(_writer.Length == 1 ? "\"error\":\"" : ",\"error\":\"");
        _writer.Text(NameOf(error));
        _writer.Text("\"");
    }

    private void Send(WebSocketClient client)
    {
        _writer.Text("}");
        client.Reply(Opcode.Text, true, _reply, 0, _writer.Length);
    }

    /// <summary>What a client wrote is only written back if it is a name that could be a channel's.</summary>
    private static bool IsName(ByteSlice start, ByteSlice rest)
    {
        int length = start.Length + rest.Length;
        return length > 0 && length <= MaxNameLength && MayBeInName(start) && MayBeInName(rest);
    }

    private static bool MayBeInName(ByteSlice text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!Channel.MayBeInName((char)text.At(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The word for an error.</summary>
    internal static string NameOf(ActuationError error)
    {
        return error switch
        {
            ActuationError.Malformed => "malformed",
            ActuationError.UnknownName => "unknown-name",
            ActuationError.NotSettable => "not-settable",
            ActuationError.WrongType => "wrong-type",
            ActuationError.WrongUnit => "wrong-unit",
            ActuationError.OutOfRange => "out-of-range",
            ActuationError.TimeNotSupported => "time-not-supported",
            ActuationError.NotUnderstood => "not-understood",
            ActuationError.TooManyRecords => "too-many-records",
            ActuationError.Failed => "failed",
            ActuationError.NotAllowed => "not-allowed",
            _ => "busy",
        };
    }
}
