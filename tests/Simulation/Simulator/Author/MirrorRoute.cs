using Sensorcast.Server;

namespace Sensorcast.Simulator.Author;

/// <summary>A route of a firmware author's that answers with the request's number and body, and throws at some.</summary>
internal sealed class MirrorRoute(World world) : RequestRoute(Address, Http.HttpMethod.Post | Http.HttpMethod.Put, MaxSize)
{
    public const string Address = "/mirror";
    public const int MaxSize = 1000;

    /// <summary>A body that starts with this breaks the route.</summary>
    public const byte Fault = (byte)'!';

    private const long ThrowCost = 1_000_000;

    protected override void Respond(Request request, Response response)
    {
        int number = -1;
        request.Query.TryGetInt32("id", 0, int.MaxValue, ref number);
        if (request.BodyLength > 0 && request.Body[request.BodyStart] == Fault)
        {
            world.PageAllowance += ThrowCost;
            throw new InvalidOperationException("Out of order");
        }

        response.ContentType = "application/octet-stream";
        response.Write(number);
        response.Write(" ");
        response.Write(request.Body, request.BodyStart, request.BodyLength);
    }
}
