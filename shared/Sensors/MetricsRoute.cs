using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>
/// The numbers of <c>/status</c> and the newest readings, so that an existing monitoring system can watch a fleet: in the text format of
/// Prometheus (version 0.0.4), or as OpenMetrics to those that ask for that.
/// </summary>
public sealed class MetricsRoute : RequestRoute
{
    private const string OpenType = "application/openmetrics-text";
    private const string PlainType = "text/plain";
    private const int ServerPieces = 4;
    private const int MaxPieceSize = 1600;

    private readonly MetricsWriter _writer = new MetricsWriter();
    private readonly ServerNumbers _numbers;

    // For the client in each slot: the next piece, and below 0 its complement, for OpenMetrics.
    private readonly short[] _nextPieces;

    /// <summary>Describes the route.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="stream">The stream of readings.</param>
    /// <param name="path">The absolute path.</param>
    public MetricsRoute(WebServer server, StreamRoute stream, string path = "/metrics")
        : base(path, HttpMethod.Get, 0, ReadingsRoute.Fields)
    {
        _numbers = stream.NumbersOf(server);
        _nextPieces = new short[server.MaxClients];
    }

    private int SlotPieces => ServerNumbers.OfSlot * _numbers.Slots;

    private int ChannelPieces => (ServerNumbers.OfChannel + 1) * Channels.Length;

    private ChannelState[] Channels => _numbers.Channels;

    /// <inheritdoc/>
    protected internal override void Respond(Request request, Response response)
    {
        bool isOpen = request.QualityOf(OpenType) > request.QualityOf(PlainType);
        _nextPieces[request.Slot] = (short)(isOpen ? ~0 : 0);
        response.ContentType = isOpen ? OpenType + "; version=1.0.0; charset=utf-8" : PlainType + "; version=0.0.4; charset=utf-8";
        response.AddField("Vary", "Accept");
        response.SendPieces();
    }

    /// <inheritdoc/>
    protected internal override int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
    {
        int next = _nextPieces[slot];
        bool isOpen = next < 0;
        int piece = isOpen ? ~next : next;
        int count = ServerPieces + SlotPieces + ChannelPieces;
        _writer.IsOpen = isOpen;
        _writer.Start(buffer, position);
        while (piece < count && _writer.Position <= buffer.Length - MaxPieceSize)
        {
            Write(piece++);
        }

        isLast = piece == count;
        if (isLast)
        {
            _writer.End();
        }

        _nextPieces[slot] = (short)(isOpen ? ~piece : piece);
        return _writer.Position;
    }

    private void Write(int piece)
    {
        int slotPiece = piece - ServerPieces;
        int channelPiece = slotPiece - SlotPieces;
        if (slotPiece < 0)
        {
            _writer.StartServer();
            WriteServer(piece);
        }
        else if (channelPiece < 0)
        {
            int index = slotPiece % _numbers.Slots;
            SlotInfo slot = _numbers.Describe(index);
            _writer.StartSlot(slot, index);
            ServerNumbers.WriteSlot(_writer, slotPiece / _numbers.Slots, slot);
        }
        else
        {
            int index = channelPiece % Channels.Length;
            ChannelState channel = Channels[index];
            _writer.StartChannel(channel.Channel, index);
            WriteChannel(channelPiece / Channels.Length, channel);
        }
    }

    private void WriteChannel(int metric, ChannelState channel)
    {
        if (metric == 0)
        {
            _writer.Reading(channel);
        }
        else
        {
            _numbers.WriteChannel(_writer, metric - 1, channel);
        }
    }

    private void WriteServer(int piece)
    {
        switch (piece)
        {
            case 0:
                _numbers.WriteState(_writer);
                break;
            case 1:
                _numbers.WriteWork(_writer);
                break;
            case 2:
                _numbers.WriteRefusals(_writer);
                break;
            default:
                _numbers.WriteEnds(_writer);
                break;
        }
    }
}
