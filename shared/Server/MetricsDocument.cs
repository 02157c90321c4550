using Sensorcast.Http;
using Sensorcast.Telemetry;

namespace Sensorcast.Server;

/// <summary>
/// The numbers of <c>/status</c> and the newest readings at <c>/metrics</c>, in the text format of Prometheus (version 0.0.4), so that an existing
/// monitoring system can watch a fleet. Samples of one metric stand together, as the format asks: so there is a piece for each metric and member.
/// </summary>
internal sealed class MetricsDocument : Document
{
    private const int ServerPieces = 3;
    private const int SlotMetrics = 3;
    private const int ChannelMetrics = 5;

    private readonly AsciiWriter _writer = new AsciiWriter();
    private readonly byte[] _number = new byte[24];
    private readonly SensorServer _server;

    internal MetricsDocument(SensorServer server)
    {
        _server = server;
    }

    internal override int PieceCount => ServerPieces + (SlotMetrics * Slots.Length) + (ChannelMetrics * Channels.Length);

    internal override int MaxPieceSize => 1200;

    private Connection[] Slots => _server.Connections;

    private ChannelState[] Channels => _server.Sampler.Channels;

    internal override void WriteHead(ResponseWriter response)
    {
        response.Head(HttpStatus.Ok, "text/plain; version=0.0.4; charset=utf-8", ResponseWriter.UnknownLength);
        response.Field("Cache-Control", "no-store");
        response.EndHead();
    }

    internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        _writer.Start(buffer, position);
        int slotPiece = piece - ServerPieces;
        int channelPiece = slotPiece - (SlotMetrics * Slots.Length);
        if (slotPiece < 0)
        {
            WriteServer(piece);
        }
        else if (channelPiece < 0)
        {
            WriteSlot(slotPiece / Slots.Length, slotPiece % Slots.Length);
        }
        else
        {
            WriteChannel(channelPiece / Channels.Length, channelPiece % Channels.Length);
        }

        return _writer.Position;
    }

    private void WriteServer(int piece)
    {
        switch (piece)
        {
            case 0:
                WriteTotals();
                break;
            case 1:
                WriteRefusals();
                break;
            default:
                WriteEnds();
                break;
        }
    }

    private void WriteTotals()
    {
        ServerCounters counters = _server.Counters;
        Gauge("uptime_milliseconds", _server.UptimeMilliseconds);
        Gauge("steps_per_second", counters.StepsPerSecond);
        Gauge("longest_step_milliseconds", counters.LongestStep);
        Gauge("clients", _server.ClientCount);
        Gauge("max_clients", _server.MaxClients);
        Counter("packs_total", _server.Sequence);
        Counter("upgrades_total", counters.Upgrades);
        Counter("frames_sent_total", _server.Sent);
        Counter("frames_skipped_total", counters.Skipped);
        Counter("settings_total", counters.Settings);
        Counter("settings_refused_total", counters.RefusedSettings);
        Counter("token_failures_total", counters.TokenFailures);
    }

    private void WriteRefusals()
    {
        ServerCounters counters = _server.Counters;
        Type("requests_refused_total", "counter");
        for (int i = 0; i < counters.Refusals.Length; i++)
        {
            _writer.Text("sensorcast_requests_refused_total{status=\"");
            _writer.Number(ServerCounters.RefusalStatuses[i]);
            EndSample("\"} ", counters.Refusals[i]);
        }
    }

    private void WriteEnds()
    {
        ServerCounters counters = _server.Counters;
        Type("connections_ended_total", "counter");
        for (int i = 0; i < counters.Ends.Length; i++)
        {
            _writer.Text("sensorcast_connections_ended_total{reason=\"");
            _writer.Text(ServerCounters.EndReasonNames[i]);
            EndSample("\"} ", counters.Ends[i]);
        }
    }

    private void WriteSlot(int metric, int index)
    {
        Connection slot = Slots[index];
        string name = metric == 0 ? "client_frames_sent" : metric == 1 ? "client_frames_skipped" : "client_bytes_sent";
        TypeOnce(name, "gauge", index);
        if (slot.State == ConnectionState.Free)
        {
            return;
        }

        _writer.Text("sensorcast_");
        _writer.Text(name);
        _writer.Text("{slot=\"");
        _writer.Number(index);
        _writer.Text("\",address=\"");
        _writer.Text(slot.RemoteAddress);
        EndSample("\"} ", metric == 0 ? slot.Sent : metric == 1 ? slot.Skipped : slot.BytesSent);
    }

    private void WriteChannel(int metric, int index)
    {
        ChannelState channel = Channels[index];
        switch (metric)
        {
            case 0:
                WriteReading(index);
                break;
            case 1:
                StartChannelSample("channel_stale", "gauge", index);
                EndSample(string.Empty, channel.IsStale(_server.Now) ? 1 : 0);
                break;
            case 2:
                StartChannelSample("channel_missed_total", "counter", index);
                EndSample(string.Empty, channel.Missed);
                break;
            case 3:
                StartChannelSample("channel_errors_total", "counter", index);
                EndSample(string.Empty, channel.Errors);
                break;
            default:
                StartChannelSample("channel_longest_read_milliseconds", "gauge", index);
                EndSample(string.Empty, channel.LongestRead);
                break;
        }
    }

    /// <summary>Writes the newest reading, of true or false 1 or 0. A text is no number and is left out.</summary>
    private void WriteReading(int index)
    {
        ChannelState channel = Channels[index];
        if (channel.Channel.Kind == ChannelKind.Text)
        {
            TypeOnce("reading", "gauge", index);
            return;
        }

        StartChannelSample("reading", "gauge", index);
        if (channel.LastReading == ChannelState.Never)
        {
            _writer.Text("NaN\n");
            return;
        }

        int size = JsonNumber.Write(_number, 0, channel.LastValue, channel.Channel.Exponent);
        _writer.Bytes(_number, 0, size);
        _writer.Text("\n");
    }

    private void TypeOnce(string metric, string type, int index)
    {
        if (index == 0)
        {
            Type(metric, type);
        }
    }

    private void StartChannelSample(string metric, string type, int index)
    {
        TypeOnce(metric, type, index);

        _writer.Text("sensorcast_");
        _writer.Text(metric);
        _writer.Text("{name=\"");
        _writer.Text(Channels[index].Channel.Name);
        string unit = Channels[index].Channel.Unit;
        if (unit != null)
        {
            _writer.Text("\",unit=\"");
            _writer.Text(unit);
        }

        _writer.Text("\"} ");
    }

    private void Gauge(string name, long value)
    {
        Sample(name, "gauge", value);
    }

    private void Counter(string name, long value)
    {
        Sample(name, "counter", value);
    }

    private void Sample(string name, string type, long value)
    {
        Type(name, type);
        _writer.Text("sensorcast_");
        _writer.Text(name);
        EndSample(" ", value);
    }

    private void Type(string name, string type)
    {
        _writer.Text("# TYPE sensorcast_");
        _writer.Text(name);
        _writer.Text(" ");
        _writer.Text(type);
        _writer.Text("\n");
    }

    private void EndSample(string text, long value)
    {
        _writer.Text(text);
        _writer.Number(value);
        _writer.Text("\n");
    }
}
