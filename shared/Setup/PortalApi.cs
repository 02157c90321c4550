using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Setup;

/// <summary>
/// The API of a captive portal (RFC 8908), to which the option 114 of DHCP leads (RFC 8910). Phones that keep to the letter want it over
/// TLS, which a board without a name in the Internet cannot have; those find the page by their probes.
/// </summary>
internal sealed class PortalApi : RequestRoute
{
    private readonly string _pageUrl;

    internal PortalApi(string pageUrl)
        : base(SetupRoutes.ApiPath, HttpMethod.Get)
    {
        _pageUrl = pageUrl;
        Access = Access.Open;
    }

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        // The board is never a way into the Internet.
        response.ContentType = "application/captive+json";
        response.Write("{\"captive\":true,\"user-portal-url\":");
        response.WriteJson(_pageUrl);
        response.Write("}\n");
    }
}
