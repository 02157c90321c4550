namespace Sensorcast.Settings;

/// <summary>What every page of settings is made of. Works without a script, and with a browser's own colours.</summary>
public static class SettingsMarkup
{
    /// <summary>The header field that keeps a page from loading, running or being framed by anything.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-Ul3S5pEZfGh/7ik14qlNX2HWJ9Gxzqm+UYCCkE8vmJY='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The style of the page.</summary>
    public const string Style =
        ":root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}"
        + "body{margin:0 auto;max-width:36rem;padding:1rem}"
        + "h1{font-size:1.5rem;margin:0 0 1rem}"
        + "fieldset{border:1px solid;border-radius:.5rem;margin:0 0 1rem;padding:0 1rem 1rem}"
        + "legend,label{font-weight:600}"
        + "form>div,fieldset>div{margin-top:1rem}"
        + "label{display:block}"
        + "input,select,button{box-sizing:border-box;font:inherit;min-height:2.75rem;padding:.25rem .75rem}"
        + "input,select{width:100%}"
        + "input[type=checkbox]{width:1.5rem;min-height:1.5rem;vertical-align:middle}"
        + ".c{font-weight:400;padding:.5rem 0}"
        + "p{margin:.25rem 0;overflow-wrap:anywhere}"
        + "form>p{margin:1rem 0}"
        + ".e{border-inline-start:.25rem solid;padding-inline-start:.5rem}";

    /// <summary>Starts a page.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="isValid">Whether what was typed before was valid.</param>
    public static void Start(PageWriter page, bool isValid)
    {
        page.Text("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>");
        page.Text(isValid ? "Settings" : "Error: Settings");
        page.Text("</title><style>");
        page.Text(Style);
        page.Text("</style><main><h1>Settings</h1>");
    }

    /// <summary>Writes what has happened.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="sentence">What has happened.</param>
    public static void Status(PageWriter page, string sentence)
    {
        page.Text("<p role=status>");
        page.Escaped(sentence);
        page.Text("</p>");
    }

    /// <summary>Starts a form that is posted.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="path">Where to.</param>
    public static void StartForm(PageWriter page, string path)
    {
        page.Text("<form method=post action=\"");
        page.Text(path);
        page.Text("\">");
    }

    /// <summary>Writes an entry of a form.</summary>
    /// <param name="control">Writes its control.</param>
    /// <param name="setting">The entry.</param>
    /// <param name="text">What is in its control.</param>
    /// <param name="problem">A sentence on why that is not valid, or <see langword="null"/>.</param>
    /// <param name="hasFocus">Whether people begin here.</param>
    public static void Entry(FormControl control, Setting setting, string text, string problem, bool hasFocus)
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
        page.Text("\">Back to the settings</a></p></main>");
    }

    internal static void Question(PageWriter page, string path)
    {
        page.Text("<h2>Factory reset</h2><p>Forget all settings? Each gets its default again. What was stored cannot be brought back.</p>");
        StartForm(page, path);
        page.Text("<p><button name=do value=reset>Forget all settings</button></p></form>");
        WayBack(page, path);
    }

    internal static void Actions(PageWriter page, string path, bool canRestart)
    {
        StartForm(page, path);
        page.Text("<p>");
        page.Text(canRestart ? "<button name=do value=restart>Restart</button> " : string.Empty);
        page.Text("<button name=do value=ask-reset>Factory reset ...</button></p></form></main>");
    }
}
