using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Device.Examples;

/// <summary>A form that corrects the thermometer.</summary>
internal sealed class SettingsPage : RequestRoute
{
    private readonly Thermometer _thermometer;

    internal SettingsPage(Thermometer thermometer)
        : base("/config", HttpMethod.Get | HttpMethod.Post)
    {
        _thermometer = thermometer;
    }

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        int offset = _thermometer.Offset;
        if (request.Method == HttpMethod.Post && !request.Form.TryGetInt32("offset", -50, 50, ref offset))
        {
            response.Refuse(HttpStatus.UnprocessableContent, "offset is -50 to 50 tenths of a degree");
            return;
        }

        _thermometer.Offset = offset;
        response.ContentType = "text/html";
        response.Write("<form method=post>Add <input name=offset value=");
        response.Write(offset);
        response.Write("> tenths of a degree <button>Save</button></form>");
    }
}
