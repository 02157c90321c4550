using nanoFramework.Runtime.Native;
using Sensorcast.Settings;
using Sensorcast.Setup;

namespace Sensorcast.Device;

/// <summary>What the page at <c>/settings</c> can have done besides saving.</summary>
internal sealed class BoardActions : ISettingsActions
{
    private readonly SetupMode _setup;

    /// <summary>Makes them.</summary>
    /// <param name="setup">What has the Wi-Fi.</param>
    internal BoardActions(SetupMode setup)
    {
        _setup = setup;
    }

    /// <inheritdoc/>
    public string ResetNotice =>
        "The Wi-Fi is forgotten too. The board then opens its access point " + _setup.Options.AccessPointName + " for set-up, at "
            + _setup.Options.PageUrl;

    /// <inheritdoc/>
    public void Restart()
    {
        Power.RebootDevice();
    }

    /// <inheritdoc/>
    public void Forget()
    {
        _setup.Forget();
    }
}
