using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.Settings;

namespace Sensorcast.Setup;

/// <summary>What became of the form. The page comes again by itself while the access point stays on.</summary>
internal sealed class StateRoute : PageRoute
{
    /// <summary>Where the page is.</summary>
    internal const string StatePath = "/state";

    private readonly SetupMode _mode;

    internal StateRoute(SetupMode mode, int maxClients)
        : base(maxClients, StatePath, HttpMethod.Get)
    {
        _mode = mode;
        Access = Access.Open;
    }

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        _mode.NoteUse();
        if (_mode.IsOpen && !_mode.IsBusy)
        {
            // It has failed, or nothing was tried: the form says so.
            response.Redirect(FormRoute.FormPath);
            return;
        }

        StatePage page = new StatePage(_mode);
        if (page.IsTrying && _mode.KeepsAccessPoint)
        {
            response.AddField("Refresh", "2");
        }

        Send(request, response, page);
    }
}
