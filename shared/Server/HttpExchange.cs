using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>Reads clients' requests and writes what answers them, as bytes: the half of a connection that speaks HTTP.</summary>
internal sealed class HttpExchange
{
    // Seconds after which there may be a free slot, and a free place for a request's content.
    private const int BusyTime = 5;
    private const int ContentBusyTime = 1;

    /// <summary>How long a request may keep the place for its content, in milliseconds, when another one needs it.</summary>
    private const int MaxContentTime = 1000;

    private const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";

    private readonly ServerResources _resources;
    private readonly RequestReader _reader;
    private readonly ResourceTable _routes = new ResourceTable();
    private readonly ResponseWriter _writer = new ResponseWriter();
    private readonly UpgradeResponse _upgrade = new UpgradeResponse();
    private readonly TokenPenalties _penalties;
    private readonly string _portalUrl;

    // There once a request route is asked for.
    private Request _request;
    private Response _response;

    // Nearly every request comes whole, so there is one of these from the start; more are made when several requests come in pieces at one
    // time.
    private RequestState _freeRequests = new RequestState();
    private int _secondsToWait;
    private long _contentTakenAt;

    internal HttpExchange(ServerResources resources)
    {
        ServerOptions options = resources.Options;
        AccessRules access = new AccessRules(options.HostNames, options.AllowedOrigins, options.Token, options.ReadOnlyToken);
        _resources = resources;
        _reader = new RequestReader(_routes, access, resources.Content);
        _portalUrl = options.PortalUrl;
        _penalties = access.HasTokens ? new TokenPenalties() : null;
    }

    /// <summary>What comes next.</summary>
    internal HttpOutcome Outcome { get; private set; }

    /// <summary>Whether the client has sent all of its request, so that closing cannot lose the answer.</summary>
    internal bool HasReadAll { get; private set; }

    /// <summary>How many of the bytes last read were the request's; the rest is the next protocol's, or the body.</summary>
    internal int Consumed { get; private set; }

    internal void Add(Route route)
    {
        _routes.Add(route);
        route.Attach(_resources);
    }

    /// <summary>Takes what a request is remembered in while it is read.</summary>
    /// <returns><see langword="null"/> when there is no memory for it.</returns>
    internal RequestState StartRequest()
    {
        RequestState request = _freeRequests;
        if (request == null)
        {
            try
            {
                request = new RequestState();
            }
            catch (OutOfMemoryException)
            {
                return null;
            }
        }

        _freeRequests = request.NextFree;
        request.Reset();
        return request;
    }

    /// <summary>A request is answered, or its client is gone.</summary>
    internal void EndRequest(RequestState request)
    {
        _resources.Content.Release(request);
        request.NextFree = _freeRequests;
        _freeRequests = request;
    }

    /// <summary>The route of a request, or <see langword="null"/>.</summary>
    internal Route RouteOf(RequestState request)
    {
        return (Route)_routes.At(request.Path);
    }

    /// <summary>
    /// Reads bytes of a request and, when its head is whole or broken, writes what answers it or says that its body comes first.
    /// </summary>
    /// <param name="request">What the client has said so far.</param>
    /// <param name="client">Where it comes from.</param>
    /// <param name="slot">The index of the client's slot; below 0, a whole request is answered 503, whatever it asks for.</param>
    /// <param name="buffer">Holds the bytes from the first on.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="reply">Gets the answer.</param>
    /// <returns>The answer's size in bytes; 0 while there is none.</returns>
    internal int Read(RequestState request, ITransport client, int slot, byte[] buffer, int count, byte[] reply)
    {
        Outcome = HttpOutcome.ReadOn;
        HasReadAll = false;
        RequestContent content = _resources.Content;
        RequestState owner = content.Owner;
        content.IsOverdue = _resources.Now - _contentTakenAt >= MaxContentTime;
        Consumed = _reader.Read(request, buffer, 0, count);
        NoteContentTaken(owner);
        if (request.Error == 0 && !request.IsComplete)
        {
            return 0;
        }

        return request.Error != 0
            ? Refuse(request, null, request.Error, reply)
            : Answer(request, client, slot, buffer, count, reply);
    }

    /// <summary>Writes that there is no memory for a request.</summary>
    /// <returns>The answer's size in bytes.</returns>
    internal int RefuseUnread(byte[] reply)
    {
        HasReadAll = false;
        return Refuse(null, null, HttpStatus.ServiceUnavailable, reply);
    }

    private int Answer(RequestState request, ITransport client, int slot, byte[] buffer, int count, byte[] reply)
    {
        HasReadAll = !request.HasBody;
        Route route = RouteOf(request);
        bool refuses = slot < 0;
        int status = refuses ? HttpStatus.ServiceUnavailable : UpgradeDecision.Decide(request, route);
        if (_portalUrl != null && (status == HttpStatus.NotFound || status == HttpStatus.MisdirectedRequest))
        {
            return Redirect(request, reply);
        }

        if (status < HttpStatus.BadRequest)
        {
            Access access = route.AccessFor(request.Method);
            status = access == Access.Open ? status : CheckToken(request, access, client, status);
            if (status == HttpStatus.Forbidden)
            {
                if (!route.AsksForPassword)
                {
                    return RefuseReader(request, reply);
                }

                // After a 403 a browser would go on with the password that it has.
                status = HttpStatus.Unauthorized;
            }
        }

        switch (status)
        {
            case HttpStatus.SwitchingProtocols:
                return Upgrade(request, (WebSocketEndpoint)route, reply);
            case HttpStatus.Ok:
                return route.KeepsContent ? StartBody(request, (RequestRoute)route, client, slot, buffer, count, reply)
                    : StartDocument(request, (DocumentRoute)route, reply);
            default:
                return Refuse(request, refuses ? null : route, status, reply);
        }
    }

    /// <summary>Reads bytes of a request's body and, when it is whole, writes what answers the request.</summary>
    /// <returns>The answer's size in bytes; 0 while there is none.</returns>
    internal int ReadBody(RequestState request, ITransport client, int slot, byte[] buffer, int offset, int count, byte[] reply)
    {
        RequestContent content = _resources.Content;
        RequestRoute route = (RequestRoute)RouteOf(request);
        Outcome = HttpOutcome.Body;
        HasReadAll = false;
        if (content.Owner != request)
        {
            return Refuse(request, route, HttpStatus.ServiceUnavailable, reply);
        }

        int missing = request.ContentLength - content.Body.Length;
        content.AppendBody(buffer, offset, count < missing ? count : missing);
        return count < missing ? 0 : Respond(request, route, client, slot, reply);
    }

    /// <summary>Writes the answer to a client that has taken too long.</summary>
    /// <param name="request">What the client has said so far; <see langword="null"/> for nothing.</param>
    /// <param name="refuses">Whether it would have been answered 503.</param>
    /// <param name="reply">Gets the answer.</param>
    /// <returns>The answer's size in bytes.</returns>
    internal int TimeOut(RequestState request, bool refuses, byte[] reply)
    {
        return Refuse(request, null, refuses ? HttpStatus.ServiceUnavailable : HttpStatus.RequestTimeout, reply);
    }

    /// <summary>Writes that a document's route has failed before any of it was sent.</summary>
    /// <returns>The answer's size in bytes.</returns>
    internal int Fail(byte[] reply)
    {
        return Refuse(null, null, HttpStatus.InternalServerError, reply);
    }

    /// <summary>Notes when the place has got another owner: one that goes on slowly loses it to the next request that needs it.</summary>
    private void NoteContentTaken(RequestState before)
    {
        if (_resources.Content.Owner != before)
        {
            _contentTakenAt = _resources.Now;
        }
    }

    /// <summary>
    /// Decides on the token. Last of all, so that a page of another site, whatever it offers, cannot make its visitor wait.
    /// </summary>
    /// <returns>The status without a token, if that is right.</returns>
    private int CheckToken(RequestState request, Access access, ITransport client, int status)
    {
        bool isAllowed = access == Access.Set ? request.MaySet : request.MayRead;
        if (!request.OffersToken)
        {
            return isAllowed ? status : HttpStatus.Unauthorized;
        }

        long now = _resources.Now;
        _secondsToWait = _penalties.SecondsLeft(client.RemoteAddress, now);
        if (_secondsToWait > 0)
        {
            return HttpStatus.TooManyRequests;
        }

        if (request.TokenIsWrong)
        {
            _resources.Counters.TokenFailures++;
            _penalties.Add(client.RemoteAddress, now);
            return HttpStatus.Unauthorized;
        }

        // A token that only reads is right and does not suffice (RFC 6750 section 3.1, insufficient_scope).
        return isAllowed ? status : HttpStatus.Forbidden;
    }

    private int Upgrade(RequestState request, WebSocketEndpoint endpoint, byte[] reply)
    {
        Outcome = HttpOutcome.Upgrade;
        _resources.Counters.Upgrades++;
        return _upgrade.Write(reply, request.KeyBuffer, RequestState.KeyOffset, endpoint.UpgradeEnd(request.Subprotocol));
    }

    private int StartDocument(RequestState request, DocumentRoute document, byte[] reply)
    {
        _writer.Start(reply, 0);
        if (request.EntityTagMatches)
        {
            Outcome = HttpOutcome.End;
            _writer.NotModified();
        }
        else
        {
            Outcome = request.Method == HttpMethod.Head ? HttpOutcome.End : HttpOutcome.Document;
            _writer.Head(HttpStatus.Ok, document.ContentType, document.ContentLength);
            try
            {
                document.WriteFields(_writer);
            }
            catch (Exception e)
            {
                _resources.NoteRouteFailure(document.Path, e);
                return Refuse(request, document, HttpStatus.InternalServerError, reply);
            }
        }

        _writer.Field("Cache-Control", document.CacheControl);
        if (document.ETag != null)
        {
            _writer.Field("ETag", document.ETag);
        }

        _writer.EndHead();
        return _writer.Length;
    }

    /// <summary>Sends a client of a network of the board's own to its page.</summary>
    private int Redirect(RequestState request, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        _writer.Start(reply, 0);
        _writer.Redirect(_portalUrl, request.Method != HttpMethod.Head);
        return _writer.Length;
    }

    /// <summary>Makes ready for the body; what of it has come with the head is read at once.</summary>
    private int StartBody(RequestState request, RequestRoute route, ITransport client, int slot, byte[] buffer, int count, byte[] reply)
    {
        RequestContent content = _resources.Content;
        RequestState owner = content.Owner;
        if (!TryMakeReady() || !content.TryTake(request))
        {
            return Refuse(request, route, HttpStatus.ServiceUnavailable, reply);
        }

        NoteContentTaken(owner);
        content.StartBody();
        int size = ReadBody(request, client, slot, buffer, Consumed, count - Consumed, reply);
        if (Outcome == HttpOutcome.Body && count == Consumed && request.ExpectsContinue)
        {
            return System.Text.Encoding.UTF8.GetBytes(Continue, 0, Continue.Length, reply, 0);
        }

        return size;
    }

    private bool TryMakeReady()
    {
        try
        {
            _request ??= new Request();
            _response ??= new Response(_writer);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private int Respond(RequestState request, RequestRoute route, ITransport client, int slot, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        HasReadAll = true;
        bool withBody = request.Method != HttpMethod.Head;
        _request.Set(route.FieldList, request, _resources.Content, client, slot);
        _response.Start(reply);
        _resources.NoteRoute(route.Path);
        try
        {
            route.Respond(_request, _response);
            if (_response.IsTooLong)
            {
                throw new InvalidOperationException("The response is longer than 2,048 bytes: make it a DocumentRoute");
            }
        }
        catch (Exception e)
        {
            _resources.NoteRouteFailure(route.Path, e);
            _resources.Content.Release(request);
            return Refuse(request, route, HttpStatus.InternalServerError, reply);
        }

        _resources.Content.Release(request);
        _resources.Counters.CountRefusal(_response.StatusCode);
        Outcome = _response.ComesInPieces && withBody ? HttpOutcome.Document : HttpOutcome.End;
        return _response.Finish(withBody);
    }

    private int Refuse(RequestState request, Route route, int status, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        _resources.Counters.CountRefusal(status);
        bool withBody = request == null || !request.IsComplete || request.Method != HttpMethod.Head;
        _writer.Start(reply, 0);
        switch (status)
        {
            case HttpStatus.Unauthorized:
                _writer.Unauthorized(request.TokenIsWrong, route != null && route.AsksForPassword, withBody);
                break;
            case HttpStatus.TooManyRequests:
                _writer.TooManyRequests(_secondsToWait, withBody);
                break;
            case HttpStatus.MethodNotAllowed:
                _writer.MethodNotAllowed(route == null ? HttpMethod.Get | HttpMethod.Head : route.Methods, withBody);
                break;
            case HttpStatus.NotFound:
                WriteNotFound(withBody);
                break;
            case HttpStatus.ServiceUnavailable:
                _writer.ServiceUnavailable(route == null ? BusyTime : ContentBusyTime, withBody);
                break;
            default:
                _writer.Refusal(status, withBody);
                break;
        }

        return _writer.Length;
    }

    /// <summary>Writes a 403 for a token that is right and only reads.</summary>
    private int RefuseReader(RequestState request, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        _resources.Counters.CountRefusal(HttpStatus.Forbidden);
        _writer.Start(reply, 0);
        _writer.Refusal(
            HttpStatus.Forbidden, "This token only reads: offer the one that may change something.", request.Method != HttpMethod.Head);
        return _writer.Length;
    }

    /// <summary>Writes a 404 that says what there is instead.</summary>
    private void WriteNotFound(bool withBody)
    {
        const string Start = "Nothing is at this path. There is";
        const int MaxPaths = 20;
        int count = _routes.Count < MaxPaths ? _routes.Count : MaxPaths;
        int length = Start.Length + 1;
        for (int i = 0; i < count; i++)
        {
            length += 1 + _routes.At(i).Path.Length;
        }

        _writer.RefusalHead(HttpStatus.NotFound, length);
        _writer.EndHead();
        if (withBody)
        {
            _writer.Text(Start);
            for (int i = 0; i < count; i++)
            {
                _writer.Text(" ");
                _writer.Text(_routes.At(i).Path);
            }

            _writer.Text("\n");
        }
    }
}
