using Sensorcast.Settings;

namespace Sensorcast.Setup;

/// <summary>The page with the form, as it is when it is asked for.</summary>
internal sealed class FormPage : Page
{
    private const string TextInput = "<input type=text autocomplete=off autocapitalize=none autocorrect=off spellcheck=false";

    private readonly string _boardName;
    private readonly Network[] _networks;
    private readonly SetupForm _form;
    private readonly JoinState _failure;

    // The network that was chosen in the form, or tried.
    private readonly byte[] _chosen;
    private readonly bool _isTyped;

    /// <summary>Makes one.</summary>
    /// <param name="mode">What is shown of it does not change while the page is sent.</param>
    /// <param name="form">The form that was not right, or <see langword="null"/>.</param>
    internal FormPage(SetupMode mode, SetupForm form)
    {
        _boardName = mode.Options.BoardName;
        _networks = mode.Networks.ToArray();
        _form = form;
        _failure = mode.Failure;
        _chosen = form != null ? form.Name : mode.TriedName;
        _isTyped = _chosen != null && mode.Networks.Find(_chosen) == null;
    }

    /// <inheritdoc/>
    protected override int PartCount => _networks.Length + 2;

    private string NetworkProblem => _form?.NetworkProblem;

    private string PasswordProblem => _form?.PasswordProblem;

    /// <inheritdoc/>
    protected override void WritePart(int part, FormControl control)
    {
        if (part == 0)
        {
            WriteStart(control.Page);
        }
        else if (part <= _networks.Length)
        {
            WriteNetwork(_networks[part - 1], control.Page);
        }
        else
        {
            WriteEnd(control);
        }
    }

    private void WriteStart(PageWriter page)
    {
        SetupMarkup.Start(page, _form == null ? "Wi-Fi set-up" : "Wi-Fi set-up: not right yet", _boardName);
        if (_form != null)
        {
            WriteProblems(page);
        }
        else if (_failure != JoinState.Idle)
        {
            PageMarkup.StartAlert(page);
            page.Text("The board has not joined <bdi>");
            page.Escaped(_chosen);
            page.Text("</bdi>: ");
            page.Text(SetupMarkup.Explain(_failure));
            page.Text("</p>");
        }

        page.Text("<p>Which network should it join?</p>\n");
        PageMarkup.StartForm(page, FormRoute.FormPath);
        page.Text("<fieldset");
        page.Text(NetworkProblem != null ? " aria-describedby=name-problem" : string.Empty);
        page.Text("><legend>Network</legend>\n");
        page.Text(_networks.Length == 0 ? "<p>None was found in reach.</p>\n" : string.Empty);
    }

    private void WriteProblems(PageWriter page)
    {
        PageMarkup.StartAlert(page);
        page.Text("<b>Nothing was tried.</b> ");
        page.Text(_form.FormProblem ?? string.Empty);
        if (NetworkProblem != null)
        {
            PageMarkup.LookAt(page, SetupForm.NameField, "Network");
        }

        if (PasswordProblem != null)
        {
            PageMarkup.LookAt(page, SetupForm.PasswordField, "Password");
        }

        page.Text("</p>");
    }

    private void WriteNetwork(Network network, PageWriter page)
    {
        page.Text("<label class=n><input type=radio name=network value=");
        page.Text(NetworkName.ToDigits(network.Name));
        page.Text(NetworkName.AreEqual(network.Name, _chosen) ? " checked" : string.Empty);
        page.Text("> <bdi>");
        page.Escaped(network.Name);
        page.Text("</bdi> <small>");
        page.Text(network.Strength >= -60 ? "strong" : network.Strength >= -75 ? "medium" : "weak");
        page.Text(network.Security == NetworkSecurity.Secured
            ? ", password" : network.Security == NetworkSecurity.Open ? ", open" : string.Empty);
        page.Text("</small></label>\n");
    }

    private void WriteEnd(FormControl control)
    {
        PageWriter page = control.Page;
        page.Text("<label class=n><input type=radio name=network value=other");
        page.Text(_isTyped ? " checked" : string.Empty);
        page.Text("> Another network</label>\n");
        control.Start(SetupForm.NameField, "Its name", false, NetworkProblem != null, NetworkProblem != null);
        control.Open(TextInput);
        if (_isTyped)
        {
            page.Text(" value=\"");
            page.Escaped(_chosen);
            page.Text("\"");
        }

        page.Text(">");
        control.End(null, null, NetworkProblem);

        page.Text("</fieldset>\n");
        bool hasFocus = NetworkProblem == null && PasswordProblem != null;
        control.Start(SetupForm.PasswordField, "Password of the network", false, PasswordProblem != null, hasFocus);
        page.Text("<label class=s><input type=checkbox> Show it</label>");
        control.Open(TextInput);
        page.Text(">");
        control.End(null, null, PasswordProblem);
        page.Text("<p><button>Join</button></p></form>\n");
        PageMarkup.End(page);
    }
}
