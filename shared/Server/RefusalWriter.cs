using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// Writes what answers a request that is not served as asked. <see cref="HttpExchange"/> is one object with it, because on the board each
/// object costs heap.
/// </summary>
internal abstract class RefusalWriter
{
    // Seconds after which there may be a free slot, and a free place for a request's content.
    private const int BusyTime = 5;
    private const int ContentBusyTime = 1;

    /// <summary>What all connections share.</summary>
    protected readonly ServerResources Resources;

    /// <summary>What is served.</summary>
    protected readonly ResourceTable Routes = new ResourceTable();

    /// <summary>Writes responses.</summary>
    protected readonly ResponseWriter Writer = new ResponseWriter();

    /// <summary>After how many seconds a client that has offered wrong tokens may offer another one.</summary>
    protected int SecondsToWait;

    /// <summary>Where clients are sent that ask for what is not there, or <see langword="null"/>.</summary>
    protected readonly string PortalUrl;

    /// <summary>Makes a writer.</summary>
    protected RefusalWriter(ServerResources resources)
    {
        Resources = resources;
        PortalUrl = resources.Options.PortalUrl;
    }

    /// <summary>What comes next.</summary>
    internal HttpOutcome Outcome { get; private protected set; }

    /// <summary>Sends a client of a network of the board's own to its page.</summary>
    protected int Redirect(RequestState request, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        Writer.Start(reply, 0);
        Writer.Redirect(PortalUrl, request.Method != HttpMethod.Head);
        return Writer.Length;
    }

    /// <summary>Writes a refusal.</summary>
    /// <param name="request">What the client has said; <see langword="null"/> for nothing.</param>
    /// <param name="route">What it has asked for, or <see langword="null"/>.</param>
    /// <param name="status">One of <see cref="HttpStatus"/>.</param>
    /// <param name="reply">Gets the answer.</param>
    /// <returns>The answer's size in bytes.</returns>
    protected int Refuse(RequestState request, Route route, int status, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        Resources.Counters.CountRefusal(status);
        bool withBody = request == null || !request.IsComplete || request.Method != HttpMethod.Head;
        Writer.Start(reply, 0);
        switch (status)
        {
            case HttpStatus.Unauthorized:
                Writer.Unauthorized(request.TokenIsWrong, route != null && route.AcceptsPassword, withBody);
                break;
            case HttpStatus.TooManyRequests:
                Writer.TooManyRequests(SecondsToWait, withBody);
                break;
            case HttpStatus.MethodNotAllowed:
                Writer.MethodNotAllowed(route == null ? HttpMethod.Get | HttpMethod.Head : route.Methods, withBody);
                break;
            case HttpStatus.NotFound:
                WriteNotFound(withBody);
                break;
            case HttpStatus.ServiceUnavailable:
                Writer.ServiceUnavailable(route == null ? BusyTime : ContentBusyTime, withBody);
                break;
            default:
                Writer.Refusal(status, withBody);
                break;
        }

        return Writer.Length;
    }

    /// <summary>Writes a 403 for a token that is right and only reads.</summary>
    protected int RefuseReader(RequestState request, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        Resources.Counters.CountRefusal(HttpStatus.Forbidden);
        Writer.Start(reply, 0);
        Writer.Refusal(
            HttpStatus.Forbidden, "This token only reads: offer the one that may change something.", request.Method != HttpMethod.Head);
        return Writer.Length;
    }

    /// <summary>Writes a 404 that says what there is instead.</summary>
    private void WriteNotFound(bool withBody)
    {
        const string Start = "Nothing is at this path. There is";
        const int MaxPaths = 20;
        int count = Routes.Count < MaxPaths ? Routes.Count : MaxPaths;
        int length = Start.Length + 1;
        for (int i = 0; i < count; i++)
        {
            length += 1 + Routes.At(i).Path.Length;
        }

        Writer.RefusalHead(HttpStatus.NotFound, length);
        Writer.EndHead();
        if (withBody)
        {
            Writer.Text(Start);
            for (int i = 0; i < count; i++)
            {
                Writer.Text(" ");
                Writer.Text(Routes.At(i).Path);
            }

            Writer.Text("\n");
        }
    }
}
