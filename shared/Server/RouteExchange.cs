using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// Reads the bodies of requests and has their routes answer. <see cref="HttpExchange"/> is one object with it, because on the board each
/// object costs heap.
/// </summary>
internal abstract class RouteExchange : RefusalWriter
{
    /// <summary>How long a request may keep the place for its content, in milliseconds, when another one needs it.</summary>
    private const int MaxContentTime = 1000;

    private const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";

    // There once a request route is asked for.
    private Request _request;
    private Response _response;

    private long _contentTakenAt;

    /// <summary>Makes the half that answers by routes.</summary>
    protected RouteExchange(ServerResources resources)
        : base(resources)
    {
    }

    /// <summary>Whether the client has sent all of its request, so that closing cannot lose the answer.</summary>
    internal bool HasReadAll { get; private protected set; }

    /// <summary>Whether the request whose content is kept has had the place for so long that another one may take it.</summary>
    protected bool ContentIsOverdue => Resources.Now - _contentTakenAt >= MaxContentTime;

    /// <summary>The route of a request, or <see langword="null"/>.</summary>
    internal Route RouteOf(RequestState request)
    {
        return (Route)Routes.At(request.Path);
    }

    /// <summary>Reads bytes of a request's body and, when it is whole, writes what answers the request.</summary>
    /// <returns>The answer's size in bytes, or 0 if the request has no answer yet.</returns>
    internal int ReadBody(RequestState request, ITransport client, int slot, byte[] buffer, int offset, int count, byte[] reply)
    {
        RequestContent content = Resources.Content;
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

    /// <summary>Notes when the place has got another owner: one that goes on slowly loses it to the next request that needs it.</summary>
    protected void NoteContentTaken(RequestState before)
    {
        if (Resources.Content.Owner != before)
        {
            _contentTakenAt = Resources.Now;
        }
    }

    /// <summary>Makes ready for the body; what of it has come with the head is read at once.</summary>
    protected int StartBody(
        RequestState request, RequestRoute route, ITransport client, int slot, byte[] buffer, int offset, int count, byte[] reply)
    {
        RequestContent content = Resources.Content;
        RequestState owner = content.Owner;
        if (!TryMakeReady() || !content.TryTake(request))
        {
            return Refuse(request, route, HttpStatus.ServiceUnavailable, reply);
        }

        NoteContentTaken(owner);
        content.StartBody();
        int size = ReadBody(request, client, slot, buffer, offset, count - offset, reply);
        if (Outcome == HttpOutcome.Body && count == offset && request.ExpectsContinue)
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
            _response ??= new Response(Writer);
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
        _request.Set(route.FieldList, request, Resources.Content, client, slot);
        _response.Start(reply);
        Resources.LastRoute = route.Path;
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
            Resources.NoteRouteFailure(route.Path, e);
            Resources.Content.Release(request);
            return Refuse(request, route, HttpStatus.InternalServerError, reply);
        }

        Resources.Content.Release(request);
        Resources.Counters.CountRefusal(_response.StatusCode);
        Outcome = _response.ComesInPieces && withBody ? HttpOutcome.Document : HttpOutcome.End;
        return _response.Finish(withBody);
    }
}
