using Sensorcast.Text;
using Sensorcast.Sensors;
using Sensorcast.Dashboard;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>Reads clients' requests and writes what answers them, as bytes: the half of a connection that speaks HTTP.</summary>
internal sealed class HttpExchange
{
    private readonly RequestReader _reader;
    private readonly Responder _responder = new Responder();
    private readonly SensorServer _server;
    private readonly ServerCounters _counters;
    private readonly TokenPenalties _penalties;
    private readonly Document _page = new PageDocument();
    private readonly Document _status;
    private readonly Document _metrics;
    private int _secondsToWait;

    internal HttpExchange(SensorServer server, ServerCounters counters, ServerOptions options)
    {
        AccessRules access = new AccessRules(options.HostNames, options.AllowedOrigins, options.Token, options.ReadOnlyToken);
        _reader = new RequestReader(Paths.Table, Subprotocols.Table, DashboardPage.ETag, access);
        _server = server;
        _counters = counters;
        _penalties = access.HasTokens ? new TokenPenalties() : null;
        _status = new StatusDocument(server);
        _metrics = new MetricsDocument(server);
    }

    /// <summary>What comes next.</summary>
    internal HttpOutcome Outcome { get; private set; }

    /// <summary>How many of the bytes last read were the request's; the rest is the next protocol's.</summary>
    internal int Consumed { get; private set; }

    /// <summary>Reads bytes of a request and, when it is whole or broken, writes what answers it.</summary>
    /// <param name="request">What the client has said so far.</param>
    /// <param name="client">Where it comes from.</param>
    /// <param name="refuses">Whether a whole request is answered 503, whatever it asks for.</param>
    /// <param name="buffer">Holds the bytes from the first on.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="reply">Gets the answer.</param>
    /// <returns>The answer's size in bytes; 0 while there is none.</returns>
    internal int Read(Request request, ITransport client, bool refuses, byte[] buffer, int count, byte[] reply)
    {
        Outcome = HttpOutcome.ReadOn;
        Consumed = _reader.Read(request, buffer, 0, count);
        if (request.Error != 0)
        {
            return Refuse(request, request.Error, reply);
        }

        if (!request.IsComplete)
        {
            return 0;
        }

        int status = refuses
            ? HttpStatus.ServiceUnavailable
            : UpgradeDecision.Decide(request, Paths.IsWebSocket(request.Path));
        if (status < HttpStatus.BadRequest && request.Path != Paths.Dashboard && (request.OffersToken || !request.MayRead))
        {
            status = CheckToken(request, client, status);
        }

        switch (status)
        {
            case HttpStatus.SwitchingProtocols:
                return Upgrade(request, reply);
            case HttpStatus.Ok:
                return StartDocument(request, reply);
            default:
                return Refuse(request, status, reply);
        }
    }

    /// <summary>Writes the answer to a client that has taken too long.</summary>
    /// <param name="request">What the client has said so far.</param>
    /// <param name="refuses">Whether it would have been answered 503.</param>
    /// <param name="reply">Gets the answer.</param>
    /// <returns>The answer's size in bytes.</returns>
    internal int TimeOut(Request request, bool refuses, byte[] reply)
    {
        return Refuse(request, refuses ? HttpStatus.ServiceUnavailable : HttpStatus.RequestTimeout, reply);
    }

    /// <summary>What is at a path that does not speak WebSocket.</summary>
    internal Document DocumentAt(int path)
    {
        return path == Paths.Dashboard ? _page : path == Paths.Status ? _status : _metrics;
    }

    /// <summary>
    /// Decides on the token. Last of all, so that a page of another site, whatever it offers, cannot make its visitor wait.
    /// </summary>
    /// <returns>The status without a token, if that is right.</returns>
    private int CheckToken(Request request, ITransport client, int status)
    {
        if (!request.OffersToken)
        {
            return HttpStatus.Unauthorized;
        }

        long now = _server.Now;
        _secondsToWait = _penalties.SecondsLeft(client.RemoteAddress, now);
        if (_secondsToWait > 0)
        {
            return HttpStatus.TooManyRequests;
        }

        if (request.TokenIsWrong)
        {
            _counters.TokenFailures++;
            _penalties.Add(client.RemoteAddress, now);
            return HttpStatus.Unauthorized;
        }

        return status;
    }

    private int Upgrade(Request request, byte[] reply)
    {
        Outcome = HttpOutcome.Upgrade;
        _counters.Upgrades++;
        int subprotocol = request.Path == Paths.Stream ? request.Subprotocol : TokenTable.NotFound;
        return _responder.WriteUpgrade(reply, request.Scratch, Request.KeyOffset, subprotocol);
    }

    private int StartDocument(Request request, byte[] reply)
    {
        if (request.Path == Paths.Dashboard && request.EntityTagMatches)
        {
            Outcome = HttpOutcome.End;
            return _responder.WriteNotModified(reply);
        }

        Outcome = request.Method == HttpMethod.Head ? HttpOutcome.End : HttpOutcome.Document;
        return _responder.WriteDocumentHead(reply, DocumentAt(request.Path));
    }

    private int Refuse(Request request, int status, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        _counters.CountRefusal(status);
        bool withBody = !request.IsComplete || request.Method != HttpMethod.Head;
        switch (status)
        {
            case HttpStatus.Unauthorized:
                return _responder.WriteUnauthorized(reply, request.TokenIsWrong, withBody);
            case HttpStatus.TooManyRequests:
                return _responder.WriteTooManyRequests(reply, _secondsToWait, withBody);
            default:
                return _responder.WriteRefusal(reply, status, withBody);
        }
    }
}
