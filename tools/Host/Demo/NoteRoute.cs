using Sensorcast.Http;
using Sensorcast.Server;
using HttpMethod = Sensorcast.Http.HttpMethod;

namespace Sensorcast.Host.Demo;

/// <summary>A note that is read with GET and written with PUT or POST: an example of a custom route.</summary>
public sealed class NoteRoute() : RequestRoute("/demo/note", HttpMethod.Get | HttpMethod.Put | HttpMethod.Post, MaxSize)
{
    /// <summary>The maximum size of the note in bytes.</summary>
    public const int MaxSize = 200;

    private string _note = "Write a note: curl -T - http://127.0.0.1:8080/demo/note";

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        if (request.Method != HttpMethod.Get)
        {
            if (!request.TryGetText(out string note))
            {
                response.Refuse(HttpStatus.BadRequest, "A note is text in UTF-8.");
                return;
            }

            _note = note;
        }

        response.Write(_note);
    }
}
