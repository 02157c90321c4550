using Sensorcast.Text;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Sensors;

/// <summary>Writes what answers clients' packs, as text messages with a JSON object: so none is mistaken for a pack, which is an array.</summary>
internal sealed class ActuationReply
{
    /// <summary>The most bytes that one error has as a frame.</summary>
    internal const int MaxErrorSize = 200;

    /// <summary>The most bytes that the number of further errors has as a frame.</summary>
    internal const int MaxCountSize = 40;

    /// <summary>
    /// A pack that is acknowledged has at least 10 bytes in a frame with 6 more, and what acknowledges it at most 20 (both with a number of ten
    /// digits): so the answers are at most this share longer than what they answer.
    /// </summary>
    internal const int MaxGrowthPercent = 25;

    private static readonly string[] ErrorNames =
    {
        string.Empty, string.Empty, "unknown-name", "not-settable", "wrong-type", "wrong-unit", "out-of-range", "time-not-supported",
        "not-understood", "too-many-records", "failed", "not-allowed", "busy",
    };

    private readonly string _baseName;
    private readonly AsciiWriter _writer = new AsciiWriter();
    private readonly byte[] _reply = new byte[MaxErrorSize];
    private readonly byte[] _name = new byte[PackEncoder.MaxBaseNameLength + Channel.MaxNameLength];
    private int _nameLength;

    internal ActuationReply(string baseName)
    {
        _baseName = baseName;
    }

    /// <summary>Appends that a pack's settings are made.</summary>
    /// <returns>The place behind it.</returns>
    internal int Acknowledge(byte[] reply, int position, ActuationPack pack)
    {
        Start(pack);
        return End(reply, position);
    }

    /// <summary>Appends why a pack sets nothing.</summary>
    /// <param name="reply">Gets it.</param>
    /// <param name="position">The place of its first byte.</param>
    /// <param name="error">Why.</param>
    /// <param name="pack">The pack, or <see langword="null"/> when it could not be read.</param>
    /// <returns>The place behind it.</returns>
    internal int Refuse(byte[] reply, int position, ActuationError error, ActuationPack pack)
    {
        Start(pack);
        WriteError(error);
        if (pack != null && TryTakeName(pack.FaultStart, pack.FaultName))
        {
            _writer.Text(",\"n\":\"");
            _writer.Bytes(_name, 0, _nameLength);
            _writer.Text("\"");
        }

        return End(reply, position);
    }

    /// <summary>Appends that a channel could not be set.</summary>
    /// <returns>The place behind it.</returns>
    internal int TellFailure(byte[] reply, int position, ActuationPack pack, Channel channel)
    {
        Start(pack);
        WriteError(ActuationError.Failed);
        _writer.Text(",\"n\":\"");
        _writer.Text(_baseName);
        _writer.Text(channel.Name);
        _writer.Text("\"");
        return End(reply, position);
    }

    /// <summary>Appends how many errors were not told.</summary>
    /// <returns>The place behind it.</returns>
    internal int TellMore(byte[] reply, int position, int count)
    {
        Start(null);
        _writer.Text("\"error\":\"more\",\"count\":");
        _writer.Number(count);
        return End(reply, position);
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
        _writer.Text(ErrorNames[(int)error]);
        _writer.Text("\"");
    }

    private int End(byte[] reply, int position)
    {
        _writer.Text("}");
        return FrameReply.AppendText(reply, position, _reply, _writer.Length);
    }

    /// <summary>What a client wrote is only written back if it is a name that could be a channel's.</summary>
    private bool TryTakeName(ByteSlice start, ByteSlice rest)
    {
        _nameLength = 0;
        return start.Length + rest.Length <= _name.Length && start.Length + rest.Length > 0 && TryAdd(start) && TryAdd(rest);
    }

    private bool TryAdd(ByteSlice text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            byte c = text.At(i);
            if (!Channel.MayBeInName((char)c))
            {
                return false;
            }

            _name[_nameLength++] = c;
        }

        return true;
    }
}
