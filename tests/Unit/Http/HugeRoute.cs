using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A route for bodies that no memory holds: the place for a request is an array of the maximum length.</summary>
internal sealed class HugeRoute : RequestRoute
{
    private static readonly string[] Fields = { "x-a" };

    internal HugeRoute()
        : base("/huge", HttpMethod.Get | HttpMethod.Post, RequestContent.MaxBodySize, Fields)
    {
    }

    protected override bool IncludesSubpaths => true;

    protected override void Respond(Request request, Response response)
    {
        response.Write("never");
    }
}
