namespace Sensorcast.Settings;

/// <summary>What the pages of settings have besides <see cref="PageMarkup"/>.</summary>
internal static class SettingsMarkup
{
    /// <summary>Writes an entry of a form.</summary>
    /// <param name="control">Writes its control.</param>
    /// <param name="setting">The entry.</param>
    /// <param name="text">What is in its control.</param>
    /// <param name="problem">A sentence on why that is not valid, or <see langword="null"/>.</param>
    /// <param name="hasFocus">Whether people begin here.</param>
    internal static void Entry(FormControl control, Setting setting, string text, string problem, bool hasFocus)
    {
        problem ??= setting.StoredProblem;
        control.Start(setting.Name, setting.Title, setting.Help != null || setting.Note != null, problem != null, hasFocus);
        setting.WriteControl(control, text);
        control.End(setting.Help, setting.Note, problem);
    }

    internal static void WayBack(PageWriter page, string path)
    {
        page.Text("<p><a href=\"");
        page.Text(path);
        page.Text("\">Back to the settings</a></p>");
    }

    /// <summary>Asks before a factory reset.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="path">Where the answer goes.</param>
    /// <param name="notice">A sentence on what else it does, or <see langword="null"/>.</param>
    internal static void Question(PageWriter page, string path, string notice)
    {
        page.Text("<h2>Factory reset</h2><p>Forget all settings? Each gets its default again. What was stored cannot be brought back.</p>");
        if (notice != null)
        {
            page.Text("<p>");
            page.Escaped(notice);
            page.Text("</p>");
        }

        PageMarkup.StartForm(page, path);
        page.Text("<p><button name=do value=reset>Forget all settings</button></p></form>");
        WayBack(page, path);
    }

    internal static void Actions(PageWriter page, string path, bool canRestart)
    {
        PageMarkup.StartForm(page, path);
        page.Text("<p>");
        page.Text(canRestart ? "<button name=do value=restart>Restart</button> " : string.Empty);
        page.Text("<button name=do value=ask-reset>Factory reset ...</button></p></form>");
    }
}
