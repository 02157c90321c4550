using Sensorcast.Server;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>An author's route that answers with the body, and throws at some.</summary>
internal sealed class MirrorRoute() : RequestRoute(
    Address, Sensorcast.Http.HttpMethod.Post | Sensorcast.Http.HttpMethod.Put | Sensorcast.Http.HttpMethod.Delete)
{
    internal const string Address = "/mirror";

    protected override void Respond(Request request, Response response)
    {
        if (request.BodyLength > 0 && request.Body[request.BodyStart] == 0xFF)
        {
            throw new InvalidOperationException("Out of order");
        }

        response.Write(request.Body, request.BodyStart, request.BodyLength);
    }
}
