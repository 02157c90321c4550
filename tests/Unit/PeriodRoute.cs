using System;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>An author's route with a form, a query, a named header field, and a way to fail.</summary>
internal sealed class PeriodRoute : RequestRoute
{
    private static readonly string[] Fields = { "accept", "cookie" };

    private int _period = 1000;

    internal PeriodRoute(string path = "/config", int maxBodySize = 64)
        : base(path, HttpMethod.Get | HttpMethod.Post | HttpMethod.Delete, maxBodySize, Fields)
    {
    }

    protected override void Respond(Request request, Response response)
    {
        if (request.Method == HttpMethod.Delete)
        {
            throw new InvalidOperationException("Out of order");
        }

        if (request.Method == HttpMethod.Post && !request.Form.TryGetInt32("period", 100, 60000, ref _period))
        {
            response.Refuse(HttpStatus.UnprocessableContent, "period is 100 to 60000 milliseconds");
            return;
        }

        int count = 1;
        string name = string.Empty;
        request.Query.TryGetInt32("count", 0, 1000, ref count);
        request.Query.TryGetText("name", 32, ref name);
        response.ContentType = "text/html";
        for (int i = 0; i < count; i++)
        {
            response.Write("period ");
            response.Write(_period);
            response.Write("\n");
        }

        response.WriteHtml(name);
        string accept = request.Field("accept");
        string cookie = request.Field("cookie");
        response.Write(accept == null ? string.Empty : "accept=" + accept + ";");
        response.Write(cookie == null ? string.Empty : "cookie=" + cookie + ";");
    }
}
