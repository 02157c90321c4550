using Sensorcast.Settings;

namespace Sensorcast.Setup;

/// <summary>The page that says what became of a form, or what will happen, as it is when it is asked for.</summary>
internal sealed class StatePage : Page
{
    private readonly SetupOptions _options;
    private readonly byte[] _name;
    private readonly string _address;
    private readonly bool _keepsAccessPoint;

    /// <summary>Makes one.</summary>
    /// <param name="mode">What is shown of it does not change while the page is sent.</param>
    internal StatePage(SetupMode mode)
    {
        _options = mode.Options;
        _name = mode.TriedName ?? new byte[0];
        _keepsAccessPoint = mode.KeepsAccessPoint;
        IsTrying = mode.State == SetupState.Accepted || mode.State == SetupState.Trying;
        _address = IsTrying ? null : mode.Address;
    }

    /// <summary>Whether it is not known yet.</summary>
    internal bool IsTrying { get; }

    /// <inheritdoc/>
    protected override int PartCount => 1;

    /// <inheritdoc/>
    protected override void WritePart(int part, FormControl control)
    {
        PageWriter page = control.Page;
        SetupMarkup.Start(page, IsTrying ? "Joining the network" : "Joined", _options.BoardName);
        page.Text(IsTrying ? "<p role=status>The board joins <b><bdi>" : "<p role=status>The board is in the network <b><bdi>");
        page.Escaped(_name);
        page.Text(IsTrying ? "</bdi></b>. That takes up to half a minute.</p>\n" : "</bdi></b> now.</p>\n");
        if (!IsTrying)
        {
            WriteAddresses(page);
            page.Text("<p>Bring your phone into that network too, and open one of them: this access point goes off within a minute.</p>\n");
        }
        else if (!_keepsAccessPoint)
        {
            page.Text("<p>Meanwhile this access point is off. When the board has joined, open it from that network:</p>\n");
            WriteAddresses(page);
            page.Text("<p>If it fails, <b>");
            page.Escaped(_options.AccessPointName);
            page.Text("</b> is back within a minute. Join it again: <a href=/>the form</a> says why.</p>\n");
        }

        PageMarkup.End(page);
    }

    private void WriteAddresses(PageWriter page)
    {
        page.Text("<ul>\n");
        WriteAddress(page, _options.BoardName + ".local");
        if (_address != null)
        {
            WriteAddress(page, _address);
        }

        page.Text("</ul>\n");
    }

    private static void WriteAddress(PageWriter page, string host)
    {
        page.Text("<li><a href=http://");
        page.Text(host);
        page.Text("/>http://");
        page.Text(host);
        page.Text("/</a>\n");
    }
}
