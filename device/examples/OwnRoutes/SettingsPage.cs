using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Device.Examples;

/// <summary>A form with the time between two checks of the pump.</summary>
internal sealed class SettingsPage : RequestRoute
{
    private readonly LogEndpoint _log;
    private int _period = 1000;

    internal SettingsPage(LogEndpoint log)
        : base("/config", HttpMethod.Get | HttpMethod.Post)
    {
        _log = log;
    }

    /// <summary>The time between two checks, in milliseconds.</summary>
    internal int Period => _period;

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        if (request.Method == HttpMethod.Post)
        {
            if (!request.Form.TryGetInt32("period", 100, 60000, ref _period))
            {
                response.Refuse(HttpStatus.UnprocessableContent, "period is 100 to 60000 milliseconds");
                return;
            }

            _log.WriteLine("period " + _period + " ms");
        }

        response.ContentType = "text/html";
        response.Write("<!doctype html><title>Settings</title><form method=post>Every <input name=period value=");
        response.Write(_period);
        response.Write("> ms <button>Save</button></form>");
    }
}
