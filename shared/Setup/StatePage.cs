using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Setup;

/// <summary>What became of the form. It comes again by itself while the access point stays on; otherwise it says what will happen.</summary>
internal sealed class StatePage : RequestRoute
{
    private readonly SetupMode _mode;
    private readonly HtmlWriter _writer = new HtmlWriter();

    // For each client: the next piece.
    private readonly bool[] _hasHead;

    internal StatePage(SetupMode mode, int maxClients)
        : base(PageParts.StatePath, HttpMethod.Get)
    {
        _mode = mode;
        _hasHead = new bool[maxClients];
        Access = Access.Open;
    }

    private bool IsTrying => _mode.State == SetupState.Accepted || _mode.State == SetupState.Trying;

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        _mode.NoteUse();
        if (_mode.IsOpen && !_mode.IsBusy)
        {
            // It has failed, or nothing was tried: the form says so.
            response.Redirect(PageParts.FormPath);
            return;
        }

        if (IsTrying && _mode.KeepsAccessPoint)
        {
            response.AddField("Refresh", "2");
        }

        _hasHead[request.Slot] = false;
        response.ContentType = "text/html";
        response.SendPieces();
    }

    /// <inheritdoc/>
    protected override int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
    {
        _writer.Start(buffer, position);
        isLast = _hasHead[slot];
        if (isLast)
        {
            WriteState();
        }
        else
        {
            PageParts.Start(_writer, IsTrying ? "Joining the network" : "Joined", _mode.Options.BoardName);
            _hasHead[slot] = true;
        }

        return _writer.Position;
    }

    private void WriteState()
    {
        _writer.Text(IsTrying ? "<p role=status>The board joins <b><bdi>" : "<p role=status>The board is in the network <b><bdi>");
        WriteName();
        _writer.Text(IsTrying ? "</bdi></b>. That takes up to half a minute.</p>\n" : "</bdi></b> now.</p>\n");
        if (!IsTrying)
        {
            WriteAddresses();
            _writer.Text("<p>Bring your phone into that network too, and open one of them: this access point goes off within a minute.</p>\n");
        }
        else if (!_mode.KeepsAccessPoint)
        {
            _writer.Text("<p>Meanwhile this access point is off. When the board has joined, open it from that network:</p>\n");
            WriteAddresses();
            _writer.Text("<p>If it fails, <b>");
            _writer.Text(_mode.Options.AccessPointName);
            _writer.Text("</b> is back within a minute. Join it again: <a href=/>the form</a> says why.</p>\n");
        }

        _writer.Text("</main>\n");
    }

    private void WriteName()
    {
        if (_mode.TriedName != null)
        {
            _writer.Escaped(_mode.TriedName);
        }
    }

    private void WriteAddresses()
    {
        _writer.Text("<ul>\n");
        WriteAddress(_mode.Options.BoardName + ".local");
        if (!IsTrying && _mode.Address != null)
        {
            WriteAddress(_mode.Address);
        }

        _writer.Text("</ul>\n");
    }

    private void WriteAddress(string host)
    {
        _writer.Text("<li><a href=http://");
        _writer.Text(host);
        _writer.Text("/>http://");
        _writer.Text(host);
        _writer.Text("/</a>\n");
    }
}
