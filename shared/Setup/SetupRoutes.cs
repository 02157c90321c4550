using Sensorcast.Server;

namespace Sensorcast.Setup;

/// <summary>
/// The routes of set-up mode, for a server of its own: nothing else is to be there. Its <see cref="ServerOptions.PortalUrl"/> is
/// <see cref="SetupOptions.PageUrl"/>, so that the probes of phones are sent to the page, for whatever host they are.
/// </summary>
public static class SetupRoutes
{
    /// <summary>Where the API of the captive portal is (RFC 8908).</summary>
    public const string ApiPath = "/captive-portal";

    /// <summary>Adds the routes, and the mode as a task.</summary>
    /// <param name="server">The server, which has not started.</param>
    /// <param name="mode">The mode.</param>
    public static void Add(WebServer server, SetupMode mode)
    {
        server.Add(mode);
        server.Add(new FormRoute(mode, server.MaxClients));
        server.Add(new StateRoute(mode, server.MaxClients));
        server.Add(new PortalApi(mode.Options.PageUrl));
    }
}
