using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>Reads clients' requests and writes what answers them, as bytes: the half of a connection that speaks HTTP.</summary>
internal sealed class HttpExchange : RouteExchange
{
    private readonly RequestReader _reader;
    private readonly UpgradeResponse _upgrade = new UpgradeResponse();
    private readonly TokenPenalties _penalties;

    // Nearly every request comes whole, so there is one of these from the start; more are made when several requests come in pieces at one
    // time.
    private RequestState _freeRequests = new RequestState();

    internal HttpExchange(ServerResources resources)
        : base(resources)
    {
        ServerOptions options = resources.Options;
        AccessRules access = new AccessRules(options.HostNames, options.AllowedOrigins, options.Token, options.ReadOnlyToken);
        _reader = new RequestReader(Routes, access, resources.Content);
        _penalties = access.HasTokens ? new TokenPenalties() : null;
    }

    /// <summary>How many of the bytes last read were the request's; the rest is the next protocol's, or the body.</summary>
    internal int Consumed { get; private set; }

    internal void Add(Route route)
    {
        Routes.Add(route);
        route.Attach(Resources);
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
        Resources.Content.Release(request);
        request.NextFree = _freeRequests;
        _freeRequests = request;
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
    /// <returns>The answer's size in bytes, or 0 if the request has no answer yet.</returns>
    internal int Read(RequestState request, ITransport client, int slot, byte[] buffer, int count, byte[] reply)
    {
        Outcome = HttpOutcome.ReadOn;
        HasReadAll = false;
        RequestContent content = Resources.Content;
        RequestState owner = content.Owner;
        content.IsOverdue = ContentIsOverdue;
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
        if (PortalUrl != null && (status == HttpStatus.NotFound || status == HttpStatus.MisdirectedRequest))
        {
            return Redirect(request, reply);
        }

        if (status < HttpStatus.BadRequest)
        {
            Access access = route.AccessFor(request.Method);
            status = access == Access.Open ? status : CheckToken(request, access, client, status);
            if (status == HttpStatus.Forbidden)
            {
                if (!route.AcceptsPassword)
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
                return route.KeepsContent ? StartBody(request, (RequestRoute)route, client, slot, buffer, Consumed, count, reply)
                    : StartDocument(request, (DocumentRoute)route, reply);
            default:
                return Refuse(request, refuses ? null : route, status, reply);
        }
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

        long now = Resources.Now;
        SecondsToWait = _penalties.SecondsLeft(client.RemoteAddress, now);
        if (SecondsToWait > 0)
        {
            return HttpStatus.TooManyRequests;
        }

        if (request.TokenIsWrong)
        {
            Resources.Counters.TokenFailures++;
            _penalties.Add(client.RemoteAddress, now);
            return HttpStatus.Unauthorized;
        }

        // A token that only reads is right and does not suffice (RFC 6750 section 3.1, insufficient_scope).
        return isAllowed ? status : HttpStatus.Forbidden;
    }

    private int Upgrade(RequestState request, WebSocketEndpoint endpoint, byte[] reply)
    {
        Outcome = HttpOutcome.Upgrade;
        Resources.Counters.Upgrades++;
        return _upgrade.Write(reply, request.KeyBuffer, RequestState.KeyOffset, endpoint.UpgradeEnd(request.Subprotocol));
    }

    private int StartDocument(RequestState request, DocumentRoute document, byte[] reply)
    {
        Writer.Start(reply, 0);
        if (request.EntityTagMatches)
        {
            Outcome = HttpOutcome.End;
            Writer.NotModified();
        }
        else
        {
            Outcome = request.Method == HttpMethod.Head ? HttpOutcome.End : HttpOutcome.Document;
            Writer.Head(HttpStatus.Ok, document.ContentType, document.ContentLength);
            try
            {
                document.WriteFields(Writer);
            }
            catch (Exception e)
            {
                Resources.NoteRouteFailure(document.Path, e);
                return Refuse(request, document, HttpStatus.InternalServerError, reply);
            }
        }

        Writer.Field("Cache-Control", document.CacheControl);
        if (document.ETag != null)
        {
            Writer.Field("ETag", document.ETag);
        }

        Writer.EndHead();
        return Writer.Length;
    }
}
