using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Text;

namespace Sensorcast.Sensors;

/// <summary>
/// The numbers of <c>/status</c> and the newest readings, in the text format of Prometheus (version 0.0.4), so that an existing
/// monitoring system can watch a fleet. Samples of one metric stand together, as the format asks: so there is a piece for each metric and member. The names
/// and units are as Prometheus recommends: seconds, and <c>_total</c> for what only grows.
/// </summary>
public sealed class MetricsRoute : DocumentRoute
{
    private const int ServerPieces = 4;
    private const int SlotMetrics = 3;
    private const int ChannelMetrics = 6;
    private const int MillisecondExponent = -3;

    // The ends of their lines.
    private const string Gauge = " gauge\n";
    private const string Counter = " counter\n";

    private readonly AsciiWriter _writer = new AsciiWriter();
    private readonly SlotInfo _slot = new SlotInfo();
    private readonly WebServer _server;
    private readonly StreamRoute _stream;

    /// <summary>Describes the route.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="stream">The stream of readings.</param>
    /// <param name="path">The absolute path.</param>
    public MetricsRoute(WebServer server, StreamRoute stream, string path = "/metrics")
        : base(path, "text/plain; version=0.0.4; charset=utf-8")
    {
        _server = server;
        _stream = stream;
    }

    /// <inheritdoc/>
    public override int PieceCount => ServerPieces + (SlotMetrics * Slots) + (ChannelMetrics * Channels.Length);

    /// <inheritdoc/>
    public override int MaxPieceSize => 1600;

    private int Slots => _server.MaxClients;

    private ChannelState[] Channels => _stream.Channels;

    /// <inheritdoc/>
    protected internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        _writer.Start(buffer, position);
        int slotPiece = piece - ServerPieces;
        int channelPiece = slotPiece - (SlotMetrics * Slots);
        if (slotPiece < 0)
        {
            WriteServer(piece);
        }
        else if (channelPiece < 0)
        {
            WriteSlot(slotPiece / Slots, slotPiece % Slots);
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
                WriteGauges();
                break;
            case 1:
                WriteTotals();
                break;
            case 2:
                WriteRefusals();
                break;
            default:
                WriteEnds();
                break;
        }
    }

    private void WriteGauges()
    {
        ServerCounters counters = _server.Counters;
        Seconds("uptime_seconds", "Time since the start.", _server.UptimeMilliseconds);
        Sample("steps_per_second", Gauge, "Steps in the last second.", counters.StepsPerSecond);
        Seconds("longest_step_seconds", "Longest step.", counters.LongestStep);
        Sample("clients", Gauge, "Clients now.", _server.ClientCount);
        Sample("max_clients", Gauge, "Places for clients.", _server.MaxClients);
    }

    private void WriteTotals()
    {
        ServerCounters counters = _server.Counters;
        Sample("packs_total", Counter, "Live packs.", _stream.Sequence);
        Sample("upgrades_total", Counter, "WebSockets opened.", counters.Upgrades);
        Sample("frames_sent_total", Counter, "Frames sent.", _server.Sent);
        Sample("frames_skipped_total", Counter, "Frames left out.", counters.Skipped);
        Sample("settings_total", Counter, "Settings done.", _stream.ActuationCounters.Settings);
        Sample("settings_refused_total", Counter, "Settings refused.", _stream.ActuationCounters.RefusedSettings);
        Sample("token_failures_total", Counter, "Wrong tokens.", counters.TokenFailures);
        Sample("route_failures_total", Counter, "Routes that threw.", counters.RouteFailures);
    }

    private void WriteRefusals()
    {
        ServerCounters counters = _server.Counters;
        Describe("requests_refused_total", Counter, "Requests refused, by status.");
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
        Describe("connections_ended_total", Counter, "Connections ended, by reason.");
        for (int i = 0; i < counters.Ends.Length; i++)
        {
            _writer.Text("sensorcast_connections_ended_total{reason=\"");
            _writer.Text(ServerCounters.NameOfEnd(i));
            EndSample("\"} ", counters.Ends[i]);
        }
    }

    private void WriteSlot(int metric, int index)
    {
        bool isTaken = _server.TryDescribe(index, _slot);
        switch (metric)
        {
            case 0:
                WriteSlotSample("client_frames_sent_total", "Frames sent to a client.", index, isTaken, _slot.Sent);
                break;
            case 1:
                WriteSlotSample("client_frames_skipped_total", "Frames left out for a client.", index, isTaken, _slot.Skipped);
                break;
            default:
                WriteSlotSample("client_sent_bytes_total", "Bytes sent to a client.", index, isTaken, _slot.BytesSent);
                break;
        }
    }

    private void WriteSlotSample(string name, string help, int index, bool isTaken, long value)
    {
        DescribeOnce(name, Counter, help, index);
        if (!isTaken)
        {
            return;
        }

        _writer.Text("sensorcast_");
        _writer.Text(name);
        _writer.Text("{slot=\"");
        _writer.Number(index);
        _writer.Text("\",address=\"");
        _writer.Text(_slot.RemoteAddress);
        EndSample("\"} ", value);
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
                StartChannelSample("channel_stale", Gauge, "Whether the reading is stale.", index);
                EndSample(string.Empty, channel.IsStale(_server.Now, WebServer.MaxIdleTime) ? 1 : 0);
                break;
            case 2:
                StartChannelSample("channel_missed_total", Counter, "Reads without a reading.", index);
                EndSample(string.Empty, channel.Missed);
                break;
            case 3:
                StartChannelSample("channel_errors_total", Counter, "Reads that failed.", index);
                EndSample(string.Empty, channel.Errors);
                break;
            case 4:
                StartChannelSample("channel_overruns_total", Counter, "Periods without a read, as a step came too late.", index);
                EndSample(string.Empty, channel.Overruns);
                break;
            default:
                StartChannelSample("channel_longest_read_seconds", Gauge, "Longest read.", index);
                EndSample(channel.LongestRead, MillisecondExponent);
                break;
        }
    }

    /// <summary>Writes the newest reading, of true or false 1 or 0. A text is no number and is left out.</summary>
    private void WriteReading(int index)
    {
        const string Help = "Newest reading.";
        ChannelState channel = Channels[index];
        if (channel.Channel.Kind == ChannelKind.Text)
        {
            DescribeOnce("reading", Gauge, Help, index);
            return;
        }

        StartChannelSample("reading", Gauge, Help, index);
        if (channel.LastReading == ChannelState.Never)
        {
            _writer.Text("NaN\n");
            return;
        }

        EndSample(channel.LastValue, channel.Channel.Exponent);
    }

    private void StartChannelSample(string metric, string type, string help, int index)
    {
        DescribeOnce(metric, type, help, index);

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

    private void Sample(string name, string type, string help, long value)
    {
        StartSample(name, type, help);
        EndSample(string.Empty, value);
    }

    private void Seconds(string name, string help, long milliseconds)
    {
        StartSample(name, Gauge, help);
        EndSample(milliseconds, MillisecondExponent);
    }

    private void StartSample(string name, string type, string help)
    {
        Describe(name, type, help);
        _writer.Text("sensorcast_");
        _writer.Text(name);
        _writer.Text(" ");
    }

    private void DescribeOnce(string name, string type, string help, int index)
    {
        if (index == 0)
        {
            Describe(name, type, help);
        }
    }

    private void Describe(string name, string type, string help)
    {
        _writer.Text("# HELP sensorcast_");
        _writer.Text(name);
        _writer.Text(" ");
        _writer.Text(help);
        _writer.Text("\n# TYPE sensorcast_");
        _writer.Text(name);
        _writer.Text(type);
    }

    private void EndSample(string text, long value)
    {
        _writer.Text(text);
        _writer.Number(value);
        _writer.Text("\n");
    }

    private void EndSample(long mantissa, int exponent)
    {
        byte[] buffer = _writer.Buffer;
        _writer.Start(buffer, JsonNumber.Write(buffer, _writer.Position, mantissa, exponent));
        _writer.Text("\n");
    }
}
