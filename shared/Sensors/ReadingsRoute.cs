using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Sensors;

/// <summary>
/// The newest readings as one SenML pack (RFC 8428), and below the path each channel by its name: <c>GET</c> reads it, with <c>?history</c>
/// as far back as it is kept, and <c>PUT</c> sets an actuator. What goes wrong is answered with problem details (RFC 9457).
/// </summary>
public sealed class ReadingsRoute : RequestRoute
{
    /// <summary>What a route reads of a request that has its answers in two media types.</summary>
    internal static readonly string[] Fields = { "accept" };

    private const string CborType = "application/senml+cbor";
    private const string JsonType = "application/senml+json";
    private const int MaxSettingSize = 320;

    private const int CborBit = 1;
    private const int EndShift = 1;

    private readonly StreamRoute _stream;

    // What the client in each slot gets: how far it is; and the index after the last channel with a bit for CBOR, below 0 for the newest
    // readings only.
    private readonly FirstPackCursor[] _cursors;
    private readonly int[] _extents;

    /// <summary>Describes the route.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="stream">The stream of readings.</param>
    /// <param name="path">The absolute path.</param>
    public ReadingsRoute(WebServer server, StreamRoute stream, string path = "/readings")
        : base(path, HttpMethod.Get | HttpMethod.Put, MaxSettingSize, Fields)
    {
        _stream = stream;
        _cursors = new FirstPackCursor[server.MaxClients];
        _extents = new int[server.MaxClients];
    }

    /// <inheritdoc/>
    protected override bool IncludesSubpaths => true;

    private ChannelState[] Channels => _stream.Sampler.Channels;

    /// <inheritdoc/>
    protected internal override Access AccessFor(HttpMethod method)
    {
        return method == HttpMethod.Put ? Access.Set : Access.Read;
    }

    /// <inheritdoc/>
    protected internal override void Respond(Request request, Response response)
    {
        int channel = FindChannel(request);
        bool sets = request.Method == HttpMethod.Put;
        if (channel < 0 && request.HasSubpath)
        {
            ReadingsProblem.WriteUnknownName(response, Channels);
        }
        else if (sets && (channel < 0 || Channels[channel].Channel.Actuator == null))
        {
            ReadingsProblem.WriteNotSettable(response);
        }
        else if (sets)
        {
            Set(channel, request, response);
        }
        else if (channel < 0)
        {
            Start(request, response, 0, Channels.Length);
        }
        else
        {
            Start(request, response, channel, channel + 1);
        }
    }

    /// <inheritdoc/>
    protected internal override int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
    {
        FirstPackCursor cursor = _cursors[slot];
        bool isNewestOnly = _extents[slot] < 0;
        int extent = isNewestOnly ? -_extents[slot] : _extents[slot];
        LiveFrame encoding = (extent & CborBit) != 0 ? _stream.Packs.Cbor : _stream.Packs.Json;
        position = encoding.Encoder.WriteFirstPack(buffer, position, buffer.Length, cursor, extent >> EndShift, isNewestOnly);
        isLast = cursor.IsDone;
        if (isLast)
        {
            _cursors[slot] = null;
            _stream.ReturnCursor(cursor);
        }

        return position;
    }

    private int FindChannel(Request request)
    {
        for (int i = 0; i < Channels.Length; i++)
        {
            if (request.IsSubpath(Channels[i].Channel.Name))
            {
                return i;
            }
        }

        return -1;
    }

    private void Set(int index, Request request, Response response)
    {
        Channel channel = Channels[index].Channel;
        ActuationError error = _stream.Actuation.Set(index, request.Body, request.BodyStart, request.BodyLength);
        if (error == ActuationError.Malformed)
        {
            ReadingsProblem.WriteMalformed(response);
            return;
        }

        // Before anything of the answer is in the send buffer, which live packs are built in.
        long before = channel.History.Total;
        _stream.Sampler.RunNow();
        if (error != ActuationError.None)
        {
            ReadingsProblem.WriteRefusal(response, error, channel);
        }
        else if (channel.History.Total == before)
        {
            // It is set, and its sensor has nothing to say yet.
            response.StatusCode = HttpStatus.NoContent;
        }
        else
        {
            Start(request, response, index, index + 1);
        }
    }

    /// <summary>Starts to answer with some channels' readings.</summary>
    private void Start(Request request, Response response, int firstChannel, int endChannel)
    {
        int json = request.QualityOf(JsonType);
        int plainJson = request.QualityOf("application/json");
        bool isCbor = request.QualityOf(CborType) > (plainJson > json ? plainJson : json);
        long now = _stream.Sampler.Now;
        bool isNewestOnly = request.Method == HttpMethod.Put || !request.Query.Has("history");

        // One that its last client did not need to the end is there still.
        FirstPackCursor cursor = _cursors[request.Slot] ?? _stream.TakeCursor();
        cursor.Start(now, _stream.Packs.TimeOfDay(now), firstChannel);
        _cursors[request.Slot] = cursor;
        int extent = (endChannel << EndShift) | (isCbor ? CborBit : 0);
        _extents[request.Slot] = isNewestOnly ? -extent : extent;
        response.ContentType = isCbor ? CborType : JsonType;
        response.AddField("Vary", "Accept");
        response.SendPieces();
    }
}
