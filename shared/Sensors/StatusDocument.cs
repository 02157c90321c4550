using Sensorcast.Text;
using Sensorcast.Telemetry;
using Sensorcast.Server;
using Sensorcast.Http;

namespace Sensorcast.Sensors;

/// <summary>What a server tells of itself at <c>/status</c>, as JSON (RFC 8259). All times are in milliseconds.</summary>
internal sealed class StatusDocument : Document
{
    private readonly AsciiWriter _writer = new AsciiWriter();
    private readonly SensorServer _server;

    internal StatusDocument(SensorServer server)
    {
        _server = server;
    }

    internal override int PieceCount => 1 + Slots.Length + Channels.Length + 1;

    internal override int MaxPieceSize => 1000;

    private Connection[] Slots => _server.Connections;

    private ChannelState[] Channels => _server.Sampler.Channels;

    internal override void WriteHead(ResponseWriter response)
    {
        response.Head(HttpStatus.Ok, "application/json", ResponseWriter.UnknownLength);
        response.Field("Cache-Control", "no-store");
        response.EndHead();
    }

    internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        _writer.Start(buffer, position);
        long now = _server.Now;
        int slot = piece - 1;
        int channel = slot - Slots.Length;
        if (piece == 0)
        {
            WriteServer();
        }
        else if (slot < Slots.Length)
        {
            WriteSlot(slot, now);
        }
        else if (channel < Channels.Length)
        {
            WriteChannel(channel, now);
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
        Member(",\"sequence\":", _server.Sequence);
        Member(",\"stepsPerSecond\":", counters.StepsPerSecond);
        Member(",\"longestStep\":", counters.LongestStep);
        Member(",\"clients\":", _server.ClientCount);
        Member(",\"maxClients\":", _server.MaxClients);
        Member(",\"upgrades\":", counters.Upgrades);
        Member(",\"sent\":", _server.Sent);
        Member(",\"skipped\":", counters.Skipped);
        Member(",\"settings\":", counters.Settings);
        Member(",\"refusedSettings\":", counters.RefusedSettings);
        Member(",\"tokenFailures\":", counters.TokenFailures);
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
            _writer.Text(ServerCounters.EndReasonNames[i]);
            Member("\":", counters.Ends[i]);
        }

        _writer.Text("}");
    }

    /// <summary>A free slot is null, so that what stands before a slot does not depend on the others.</summary>
    private void WriteSlot(int index, long now)
    {
        Connection slot = Slots[index];
        _writer.Text(index == 0 ? ",\"slots\":[" : ",");
        if (slot.State == ConnectionState.Free)
        {
            _writer.Text("null");
            return;
        }

        _writer.Text("{\"address\":\"");
        _writer.Text(slot.RemoteAddress);
        _writer.Text("\",\"state\":\"");
        _writer.Text(Name(slot.State));
        Member("\",\"age\":", now - slot.OpenedAt);
        Member(",\"sent\":", slot.Sent);
        Member(",\"skipped\":", slot.Skipped);
        Member(",\"bytes\":", slot.BytesSent);
        _writer.Text("}");
    }

    private void WriteChannel(int index, long now)
    {
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

        _writer.Text(channel.IsStale(now, SensorServer.MaxIdleTime) ? ",\"stale\":true" : ",\"stale\":false");
        Member(",\"missed\":", channel.Missed);
        Member(",\"errors\":", channel.Errors);
        Member(",\"overruns\":", channel.Overruns);
        Member(",\"longestRead\":", channel.LongestRead);
        _writer.Text("}");
    }

    private static string Name(ConnectionState state)
    {
        switch (state)
        {
            case ConnectionState.Request: return "request";
            case ConnectionState.Document: return "document";
            case ConnectionState.FirstPack: return "first-pack";
            case ConnectionState.Live: return "live";
            case ConnectionState.Echo: return "echo";
            default: return "closing";
        }
    }

    private void Member(string name, long value)
    {
        _writer.Text(name);
        _writer.Number(value);
    }
}
