using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Settings;

/// <summary>A route that answers with pages, each client at its own pace.</summary>
public abstract class PageRoute : RequestRoute
{
    private readonly FormControl _control = new FormControl(new PageWriter());
    private readonly Page[] _pages;

    /// <summary>Describes the route.</summary>
    /// <param name="maxClients">The number of the server's slots.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="methods">The methods that it takes.</param>
    /// <param name="maxBodySize">The maximum size of a form in bytes.</param>
    protected PageRoute(int maxClients, string path, HttpMethod methods, int maxBodySize = DefaultMaxBodySize)
        : base(path, methods, maxBodySize)
    {
        _pages = new Page[maxClients];
    }

    /// <summary>Answers with a page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer, with its status.</param>
    /// <param name="page">The page.</param>
    protected void Send(Request request, Response response, Page page)
    {
        // A form whose page sends no referrer would come with the origin null.
        response.AddField("Referrer-Policy", "same-origin");
        response.AddField("Content-Security-Policy", PageMarkup.ContentSecurityPolicy);
        response.ContentType = "text/html";
        response.SendPieces();
        _pages[request.Slot] = page;
    }

    /// <inheritdoc/>
    protected override int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
    {
        isLast = _pages[slot].Write(_control, buffer, ref position);
        if (isLast)
        {
            _pages[slot] = null;
        }

        return position;
    }
}
