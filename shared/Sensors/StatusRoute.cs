using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Text;

namespace Sensorcast.Sensors;

/// <summary>What a server reports of itself, as JSON (RFC 8259). All times are in milliseconds.</summary>
public sealed class StatusRoute : DocumentRoute
{
    private readonly AsciiWriter _writer = new AsciiWriter();
    private readonly SlotInfo _slot = new SlotInfo();
    private readonly WebServer _server;
    private readonly StreamRoute _stream;

    /// <summary>Describes the route.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="stream">The stream of readings.</param>
    /// <param name="path">The absolute path.</param>
    public StatusRoute(WebServer server, StreamRoute stream, string path = "/status")
        : base(path, "application/json")
    {
        _server = server;
        _stream = stream;
    }

    /// <inheritdoc/>
    public override int PieceCount => 1 + _server.MaxClients + Channels.Length + 1;

    /// <inheritdoc/>
    public override int MaxPieceSize => 1200;

    private ChannelState[] Channels => _stream.Channels;

    /// <inheritdoc/>
    protected internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        _writer.Start(buffer, position);
        int slot = piece - 1;
        int channel = slot - _server.MaxClients;
        if (piece == 0)
        {
            WriteServer();
        }
        else if (slot < _server.MaxClients)
        {
            WriteSlot(slot);
        }
        else if (channel < Channels.Length)
        {
            WriteChannel(channel);
        }
        else
        {
            _writer.Text("]}\n");
        }

        return _writer.Position;
    }

    private void WriteServer()
    {
        ServerCounters counters = _server.Counters;
        Member("{\"uptime\":", _server.UptimeMilliseconds);
        Member(",\"sequence\":", _stream.Sequence);
        Member(",\"stepsPerSecond\":", counters.StepsPerSecond);
        Member(",\"longestStep\":", counters.LongestStep);
        RoutePath(",\"longestStepRoute\":", counters.LongestStepRoute);
        Member(",\"clients\":", _server.ClientCount);
        Member(",\"maxClients\":", _server.MaxClients);
        Member(",\"upgrades\":", counters.Upgrades);
        Member(",\"sent\":", _server.Sent);
        Member(",\"skipped\":", counters.Skipped);
        Member(",\"settings\":", _stream.ActuationCounters.Settings);
        Member(",\"refusedSettings\":", _stream.ActuationCounters.RefusedSettings);
        Member(",\"tokenFailures\":", counters.TokenFailures);
        Member(",\"routeFailures\":", counters.RouteFailures);
        RoutePath(",\"failedRoute\":", counters.FailedRoute);
        _writer.Text(",\"refused\":{");
        for (int i = 0; i < counters.Refusals.Length; i++)
        {
            _writer.Text(i == 0 ? "\"" : ",\"");
            _writer.Number(ServerCounters.RefusalStatuses[i]);
            Member("\":", counters.Refusals[i]);
        }

        _writer.Text("},\"ended\":{");
        for (int i = 0; i < counters.Ends.Length; i++)
        {
            _writer.Text(i == 0 ? "\"" : ",\"");
            _writer.Text(ServerCounters.NameOfEnd(i));
            Member("\":", counters.Ends[i]);
        }

        _writer.Text("}");
    }

    /// <summary>A free slot is null, so that what stands before a slot does not depend on the others.</summary>
    private void WriteSlot(int index)
    {
        _writer.Text(index == 0 ? ",\"slots\":[" : ",");
        if (!_server.TryDescribe(index, _slot))
        {
            _writer.Text("null");
            return;
        }

        _writer.Text("{\"address\":\"");
        _writer.Text(_slot.RemoteAddress);
        _writer.Text("\",\"state\":\"");
        _writer.Text(_slot.State);
        Member("\",\"age\":", _slot.Age);
        Member(",\"sent\":", _slot.Sent);
        Member(",\"skipped\":", _slot.Skipped);
        Member(",\"bytes\":", _slot.BytesSent);
        _writer.Text("}");
    }

    private void WriteChannel(int index)
    {
        long now = _server.Now;
        ChannelState channel = Channels[index];
        _writer.Text(index == 0 ? "],\"channels\":[{\"name\":\"" : ",{\"name\":\"");
        _writer.Text(channel.Channel.Name);
        if (channel.LastReading == ChannelState.Never)
        {
            _writer.Text("\",\"age\":null");
        }
        else
        {
            Member("\",\"age\":", now - channel.LastReading);
        }

        _writer.Text(channel.IsStale(now, WebServer.MaxIdleTime) ? ",\"stale\":true" : ",\"stale\":false");
        Member(",\"missed\":", channel.Missed);
        Member(",\"errors\":", channel.Errors);
        Member(",\"overruns\":", channel.Overruns);
        Member(",\"dropped\":", channel.Channel.History.Dropped);
        Member(",\"longestRead\":", channel.LongestRead);
        _writer.Text("}");
    }

    private void RoutePath(string name, string path)
    {
        _writer.Text(name);
        if (path == null)
        {
            _writer.Text("null");
            return;
        }

        _writer.Text("\"");
        _writer.Text(path);
        _writer.Text("\"");
    }

    private void Member(string name, long value)
    {
        _writer.Text(name);
        _writer.Number(value);
    }
}
