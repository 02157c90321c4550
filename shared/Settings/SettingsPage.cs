namespace Sensorcast.Settings;

/// <summary>A settings page on its way to one client.</summary>
internal sealed class SettingsPage
{
    private readonly SettingsPageKind _kind;
    private readonly SettingsFile _file;
    private readonly SettingsDraft _draft;
    private readonly string _path;
    private readonly bool _canRestart;

    // How far the client is: the part that is next, and how many of its texts have been sent.
    private int _part;
    private int _texts;

    internal SettingsPage(SettingsPageKind kind, SettingsFile file, SettingsDraft draft, string path, bool canRestart)
    {
        _kind = kind;
        _file = file;
        _draft = draft;
        _path = path;
        _canRestart = canRestart;
    }

    private bool ShowsForm => _kind == SettingsPageKind.Form || _kind == SettingsPageKind.Saved;

    // The start, each setting, the end.
    private int PartCount => ShowsForm ? _file.Settings.Length + 2 : 1;

    /// <summary>Writes as much as fits.</summary>
    /// <param name="control">Writes the entries.</param>
    /// <param name="buffer">Gets the bytes.</param>
    /// <param name="position">The offset of the first byte.</param>
    /// <returns>Whether that was all.</returns>
    internal bool Write(FormControl control, byte[] buffer, ref int position)
    {
        PageWriter page = control.Page;
        while (_part < PartCount)
        {
            page.Start(buffer, position, _texts);
            WritePart(control);
            position = page.Position;
            if (page.IsFull)
            {
                _texts = page.Texts;
                return false;
            }

            _part++;
            _texts = 0;
        }

        return true;
    }

    private void WritePart(FormControl control)
    {
        PageWriter page = control.Page;
        if (_part == 0)
        {
            SettingsMarkup.Start(page, _draft.IsValid);
            WriteStart(page);
        }
        else if (_part <= _file.Settings.Length)
        {
            WriteSetting(control, _part - 1);
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
            case SettingsPageKind.AsksForReset:
                SettingsMarkup.Question(page, _path);
                break;
            case SettingsPageKind.WasReset:
                SettingsMarkup.Status(page, _canRestart ? "All settings are forgotten. It restarts now." : "All settings are forgotten.");
                SettingsMarkup.WayBack(page, _path);
                break;
            case SettingsPageKind.Restarts:
                SettingsMarkup.Status(page, "It restarts now. That takes a few seconds; with another name it is at another address.");
                SettingsMarkup.WayBack(page, _path);
                break;
            default:
                WriteState(page);
                SettingsMarkup.StartForm(page, _path);
                break;
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
            SettingsMarkup.Status(page, "Saved.");
        }

        if (_file.Problem != null)
        {
            SettingsMarkup.Status(page, _file.Problem);
        }
    }

    /// <summary>Says first that nothing was saved, and where to look.</summary>
    private void WriteProblems(PageWriter page)
    {
        page.Text("<p class=e role=alert><b>Nothing was saved.</b> ");
        page.Escaped(_draft.Problem ?? string.Empty);
        Setting[] settings = _file.Settings;
        for (int i = 0; i < settings.Length; i++)
        {
            if (_draft.ProblemAt(i) != null)
            {
                page.Text(" Look at <a href=#");
                page.Text(settings[i].Name);
                page.Text(">");
                page.Escaped(settings[i].Title);
                page.Text("</a>.");
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

        SettingsMarkup.Actions(page, _path, _canRestart);
    }
}
