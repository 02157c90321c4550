namespace Sensorcast.Settings;

/// <summary>A settings page on its way to one client.</summary>
internal sealed class SettingsPage : Page
{
    private readonly SettingsPageKind _kind;
    private readonly SettingsFile _file;
    private readonly SettingsDraft _draft;
    private readonly string _path;
    private readonly ISettingsActions _actions;

    internal SettingsPage(SettingsPageKind kind, SettingsFile file, SettingsDraft draft, string path, ISettingsActions actions)
    {
        _kind = kind;
        _file = file;
        _draft = draft;
        _path = path;
        _actions = actions;
    }

    /// <inheritdoc/>
    protected override int PartCount => ShowsForm ? _file.Settings.Length + 2 : 1;

    private bool ShowsForm => _kind == SettingsPageKind.Form || _kind == SettingsPageKind.Saved;

    private bool CanRestart => _actions != null;

    private string ResetNotice => CanRestart ? _actions.ResetNotice : null;

    /// <inheritdoc/>
    protected override void WritePart(int part, FormControl control)
    {
        PageWriter page = control.Page;
        if (part == 0)
        {
            PageMarkup.Start(page, _draft.IsValid ? "Settings" : "Error: Settings", "Settings");
            WriteStart(page);
        }
        else if (part <= _file.Settings.Length)
        {
            WriteSetting(control, part - 1);
        }
        else
        {
            WriteEnd(page);
        }
    }

    private void WriteStart(PageWriter page)
    {
        switch (_kind)
        {
            case SettingsPageKind.ConfirmReset:
                SettingsMarkup.Question(page, _path, ResetNotice);
                PageMarkup.End(page);
                break;
            case SettingsPageKind.WasReset:
                WriteReset(page);
                PageMarkup.End(page);
                break;
            case SettingsPageKind.Restarts:
                PageMarkup.Status(page, "It restarts now. That takes a few seconds; with another name it is at another address.");
                SettingsMarkup.WayBack(page, _path);
                PageMarkup.End(page);
                break;
            default:
                WriteState(page);
                PageMarkup.StartForm(page, _path);
                break;
        }
    }

    private void WriteReset(PageWriter page)
    {
        PageMarkup.Status(page, CanRestart ? "All settings are forgotten. It restarts now." : "All settings are forgotten.");
        if (ResetNotice == null)
        {
            SettingsMarkup.WayBack(page, _path);
        }
        else
        {
            // It is not where it was.
            page.Text("<p>");
            page.Escaped(ResetNotice);
            page.Text("</p>");
        }
    }

    private void WriteState(PageWriter page)
    {
        if (!_draft.IsValid)
        {
            WriteProblems(page);
        }
        else if (_kind == SettingsPageKind.Saved)
        {
            PageMarkup.Status(page, "Saved.");
        }

        if (_file.Problem != null)
        {
            PageMarkup.Status(page, _file.Problem);
        }
    }

    /// <summary>Says first that nothing was saved, and where to look.</summary>
    private void WriteProblems(PageWriter page)
    {
        PageMarkup.StartAlert(page);
        page.Text("<b>Nothing was saved.</b> ");
        page.Escaped(_draft.Problem ?? string.Empty);
        Setting[] settings = _file.Settings;
        for (int i = 0; i < settings.Length; i++)
        {
            if (_draft.ProblemAt(i) != null)
            {
                PageMarkup.LookAt(page, settings[i].Name, settings[i].Title);
            }
        }

        page.Text("</p>");
    }

    private void WriteSetting(FormControl control, int index)
    {
        Setting[] settings = _file.Settings;
        string group = settings[index].Group;
        if (group != null && (index == 0 || settings[index - 1].Group != group))
        {
            control.Page.Text("<fieldset><legend>");
            control.Page.Escaped(group);
            control.Page.Text("</legend>");
        }

        SettingsMarkup.Entry(control, settings[index], _draft.ShownAt(index), _draft.ProblemAt(index), index == _draft.FirstProblem);
        if (group != null && (index == settings.Length - 1 || settings[index + 1].Group != group))
        {
            control.Page.Text("</fieldset>");
        }
    }

    private void WriteEnd(PageWriter page)
    {
        page.Text("<p><button name=do value=save>Save</button></p></form>");
        if (_file.NeedsRestart)
        {
            page.Text("<p role=status>These changes count only after a restart:");
            foreach (Setting setting in _file.Settings)
            {
                if (setting.IsPending)
                {
                    page.Text(" <b>");
                    page.Escaped(setting.Title);
                    page.Text("</b>");
                }
            }

            page.Text("</p>");
        }

        SettingsMarkup.Actions(page, _path, CanRestart);
        PageMarkup.End(page);
    }
}
