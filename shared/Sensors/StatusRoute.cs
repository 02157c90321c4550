using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>What a server reports of itself, as JSON (RFC 8259). All times are in milliseconds.</summary>
public sealed class StatusRoute : DocumentRoute
{
    private readonly StatusWriter _writer = new StatusWriter();
    private readonly ServerNumbers _numbers;

    /// <summary>Describes the route.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="stream">The stream of readings.</param>
    /// <param name="path">The absolute path.</param>
    public StatusRoute(WebServer server, StreamRoute stream, string path = "/status")
        : base(path, "application/json")
    {
        _numbers = stream.NumbersOf(server);
    }

    /// <inheritdoc/>
    public override int PieceCount => 1 + _numbers.Slots + Channels.Length + 1;

    /// <inheritdoc/>
    public override int MaxPieceSize => 1200;

    private ChannelState[] Channels => _numbers.Channels;

    /// <inheritdoc/>
    protected internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        _writer.Start(buffer, position);
        int slot = piece - 1;
        int channel = slot - _numbers.Slots;
        if (piece == 0)
        {
            WriteServer();
        }
        else if (slot < _numbers.Slots)
        {
            WriteSlot(slot);
        }
        else if (channel < Channels.Length)
        {
            WriteChannel(channel, buffer);
        }
        else
        {
            _writer.Text("]}\n");
        }

        return _writer.Position;
    }

    private void WriteServer()
    {
        _writer.StartObject();
        _numbers.WriteState(_writer);
        _numbers.WriteWork(_writer);
        _numbers.WriteRefusals(_writer);
        _numbers.WriteEnds(_writer);
    }

    /// <summary>A free slot is null, so that what stands before a slot does not depend on the others.</summary>
    private void WriteSlot(int index)
    {
        _writer.Text(index == 0 ? ",\"slots\":[" : ",");
        SlotInfo slot = _numbers.Describe(index);
        if (slot == null)
        {
            _writer.Text("null");
            return;
        }

        _writer.StartObject();
        _writer.Member("address", slot.RemoteAddress);
        _writer.Member("state", slot.State);
        for (int i = 0; i < ServerNumbers.OfSlot; i++)
        {
            ServerNumbers.WriteSlot(_writer, i, slot);
        }

        _writer.EndObject();
    }

    private void WriteChannel(int index, byte[] buffer)
    {
        ChannelState channel = Channels[index];
        _writer.Text(index == 0 ? "],\"channels\":[" : ",");
        _writer.StartObject();
        _writer.Member("name", channel.Channel.Name);
        for (int i = 0; i < ServerNumbers.OfChannel; i++)
        {
            _numbers.WriteChannel(_writer, i, channel);
        }

        if (channel.LastError != null)
        {
            _writer.Member("error");
            _writer.Start(buffer, JsonText.Write(buffer, _writer.Position, channel.LastError));
        }

        _writer.EndObject();
    }
}
