using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A route for bodies that no memory holds.</summary>
internal sealed class HugeRoute : RequestRoute
{
    // What is kept of a target: with it, the place for a request is an array of the maximum length.
    private const int TargetSize = 256;

    internal HugeRoute()
        : base("/huge", HttpMethod.Get | HttpMethod.Post, int.MaxValue - TargetSize)
    {
    }

    protected override void Respond(Request request, Response response)
    {
        response.Write("never");
    }
}
