using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Setup;

/// <summary>The form: the networks in reach, another one, the password. A form that is not right comes back with what is wrong beside each field.</summary>
internal sealed class SetupPage : RequestRoute
{
    // The largest name, each byte of it escaped, and the digits of it, with what is around them.
    private const int MaxRowSize = (NetworkName.MaxSize * (HtmlWriter.MaxEscapeSize + 2)) + 200;

    private const int HeadPiece = 0;
    private const int StartPiece = 1;
    private const int FirstRow = 2;

    private readonly SetupMode _mode;
    private readonly HtmlWriter _writer = new HtmlWriter();

    // For each client: the next piece, and the form that it has sent, if that was not right.
    private readonly int[] _nextPieces;
    private readonly SetupForm[] _forms;

    internal SetupPage(SetupMode mode, int maxClients)
        : base(PageParts.FormPath, HttpMethod.Get | HttpMethod.Post)
    {
        _mode = mode;
        _nextPieces = new int[maxClients];
        _forms = new SetupForm[maxClients];
        Access = Access.Open;
    }

    /// <inheritdoc/>
    protected override void Respond(Request request, Response response)
    {
        _mode.NoteUse();
        SetupForm form = null;
        if (_mode.IsBusy || !_mode.IsOpen)
        {
            response.Redirect(PageParts.StatePath);
            return;
        }

        if (request.Method == HttpMethod.Post)
        {
            form = new SetupForm();
            form.Read(request.Form, _mode.Networks);
            if (form.IsValid)
            {
                if (_mode.Try(form.Name, form.Password))
                {
                    response.Redirect(PageParts.StatePath);
                    return;
                }

                form.Refuse();
            }

            response.StatusCode = HttpStatus.UnprocessableContent;
        }

        _nextPieces[request.Slot] = HeadPiece;
        _forms[request.Slot] = form;
        response.ContentType = "text/html";
        response.SendPieces();
    }

    /// <inheritdoc/>
    protected override int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
    {
        int piece = _nextPieces[slot]++;
        SetupForm form = _forms[slot];
        isLast = false;
        _writer.Start(buffer, position);
        if (piece == HeadPiece)
        {
            PageParts.Start(_writer, form == null ? "Wi-Fi set-up" : "Wi-Fi set-up: not right yet", _mode.Options.BoardName);
        }
        else if (piece == StartPiece)
        {
            WriteStart(form);
        }
        else if (piece - FirstRow < _mode.Networks.Count)
        {
            WriteRows(slot, piece - FirstRow, form, buffer.Length - MaxRowSize);
        }
        else
        {
            WriteEnd(form);
            _forms[slot] = null;
            isLast = true;
        }

        return _writer.Position;
    }

    private void WriteStart(SetupForm form)
    {
        if (form != null && form.FormProblem != null)
        {
            _writer.Text("<p class=e role=alert>");
            _writer.Text(form.FormProblem);
            _writer.Text("</p>\n");
        }
        else if (form == null && _mode.Failure != JoinState.Idle)
        {
            _writer.Text("<p class=e role=alert>The board has not joined <bdi>");
            _writer.Escaped(_mode.TriedName);
            _writer.Text("</bdi>: ");
            _writer.Text(PageParts.Explain(_mode.Failure));
            _writer.Text("</p>\n");
        }

        _writer.Text("<p>Which network should it join?</p>\n<form method=post action=/>\n<fieldset");
        bool hasProblem = form != null && form.NetworkProblem != null;
        if (hasProblem)
        {
            _writer.Text(" aria-describedby=network-problem");
        }

        _writer.Text(">\n<legend>Network</legend>\n");
        if (hasProblem)
        {
            WriteProblem("network-problem", form.NetworkProblem);
        }

        if (_mode.Networks.Count == 0)
        {
            _writer.Text("<p>None was found in reach.</p>\n");
        }
    }

    /// <summary>Writes as many networks as there is room for.</summary>
    private void WriteRows(int slot, int row, SetupForm form, int lastStart)
    {
        WriteRow(_mode.Networks.At(row), form);
        while (_writer.Position <= lastStart && ++row < _mode.Networks.Count)
        {
            WriteRow(_mode.Networks.At(row), form);
            _nextPieces[slot]++;
        }
    }

    private void WriteRow(Network network, SetupForm form)
    {
        _writer.Text("<label class=n><input type=radio name=network value=");
        NetworkName.WriteDigits(_writer, network.Name);
        if (NetworkName.AreEqual(network.Name, Chosen(form)))
        {
            _writer.Text(" checked");
        }

        _writer.Text("> <bdi>");
        _writer.Escaped(network.Name);
        _writer.Text("</bdi> <small>");
        _writer.Text(network.Strength >= -60 ? "strong" : network.Strength >= -75 ? "medium" : "weak");
        _writer.Text(network.Security == NetworkSecurity.Secured ? ", password" : network.Security == NetworkSecurity.Open ? ", open" : string.Empty);
        _writer.Text("</small></label>\n");
    }

    private void WriteEnd(SetupForm form)
    {
        byte[] chosen = Chosen(form);
        bool isTyped = chosen != null && _mode.Networks.Find(chosen) == null;
        _writer.Text("<label class=n><input type=radio name=network value=other");
        _writer.Text(isTyped ? " checked" : string.Empty);
        _writer.Text("> Another network</label>\n<p><label class=t for=name>Its name</label>"
            + "<input type=text id=name name=name autocomplete=off autocapitalize=none autocorrect=off spellcheck=false");
        if (form != null && form.NetworkProblem != null)
        {
            _writer.Text(" aria-invalid=true aria-describedby=network-problem");
        }

        if (isTyped)
        {
            _writer.Text(" value=\"");
            _writer.Escaped(chosen);
            _writer.Text("\"");
        }

        _writer.Text("></p>\n</fieldset>\n<div><label class=t for=password>Password of the network</label>\n");
        bool hasProblem = form != null && form.PasswordProblem != null;
        if (hasProblem)
        {
            WriteProblem("password-problem", form.PasswordProblem);
        }

        _writer.Text("<label class=s><input type=checkbox> Show it</label>\n"
            + "<input type=text id=password name=password autocomplete=off autocapitalize=none autocorrect=off spellcheck=false");
        if (hasProblem)
        {
            _writer.Text(" aria-invalid=true aria-describedby=password-problem");
        }

        _writer.Text("></div>\n<p><button>Join</button></p>\n</form>\n</main>\n");
    }

    private void WriteProblem(string id, string problem)
    {
        _writer.Text("<p class=e id=");
        _writer.Text(id);
        _writer.Text(">");
        _writer.Text(problem);
        _writer.Text("</p>\n");
    }

    /// <summary>The network that was chosen in the form, or tried.</summary>
    private byte[] Chosen(SetupForm form)
    {
        return form != null ? form.Name : _mode.TriedName;
    }
}
