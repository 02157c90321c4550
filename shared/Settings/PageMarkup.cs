namespace Sensorcast.Settings;

/// <summary>What every page is made of. Works without a script, in light, dark and forced colours, and on phones.</summary>
public static class PageMarkup
{
    /// <summary>The header field that keeps a page from loading, running or being framed by anything.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-kT/t2HjMDg6e7Xv5ZyZoXJSDEmwirMEMnGhlSw/NYpc='; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    /// <summary>
    /// The style of all pages. A label of class n has one of several choices, c a check box, s one that shows the text in the field after
    /// it.
    /// </summary>
    public const string Style =
        ":root{color-scheme:light dark;--a:#0b57d0;--b:#fff;--e:#b3261e;font:1.0625rem/1.5 "
            + "system-ui,sans-serif;color:#1f1f1f;background:#fff}"
        + "@media(prefers-color-scheme:dark){:root{--a:#a8c7fa;--b:#062e6f;--e:#f2b8b5;color:#e3e3e3;background:#131314}}"
        + "*{box-sizing:border-box}"
        + "body{margin:0 auto;max-width:34rem;padding:1rem;overflow-wrap:anywhere}"
        + "h1{font-size:1.5rem;margin:.5rem 0}"
        + "p{margin:.25rem 0}"
        + "form>p{margin:1rem 0}"
        + "form>div,fieldset>div{margin-top:1rem}"
        + "fieldset{border:1px solid #888;border-radius:.5rem;margin:1rem 0;padding:0 1rem 1rem}"
        + "legend,label{font-weight:600}"
        + "label{display:block}"
        + ".n,.c,.s{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;font-weight:400}"
        + ".n{border-bottom:1px solid #8886}"
        + ".n small{margin-left:auto;text-align:right}"
        + "input,select,button{font:inherit;width:100%;min-height:2.75rem;padding:.25rem .75rem;border:1px solid #888;border-radius:.5rem}"
        + "[type=radio],[type=checkbox]{width:1.25rem;min-height:1.25rem;flex:none;accent-color:var(--a)}"
        + "[aria-invalid]{border:2px solid var(--e)}"
        + ".s~input{-webkit-text-security:disc}.s:has(:checked)~input{-webkit-text-security:none}"
        + "button{font-weight:600;margin-bottom:.5rem}"
        + "@media(forced-colors:none){button{border-color:var(--a);background:var(--a);color:var(--b)}}"
        + ".e{color:var(--e);border-inline-start:.25rem solid;padding-inline-start:.5rem}"
        + "a{color:var(--a)}"
        + ":focus-visible{outline:3px solid var(--a);outline-offset:2px}";

    /// <summary>Starts a page.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="title">The title of the window.</param>
    /// <param name="heading">The heading.</param>
    public static void Start(PageWriter page, string title, string heading)
    {
        page.Text(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>");
        page.Text(title);
        page.Text("</title><style>");
        page.Text(Style);
        page.Text("</style><main>\n<h1>");
        page.Text(heading);
        page.Text("</h1>\n");
    }

    /// <summary>Ends a page.</summary>
    /// <param name="page">Gets it.</param>
    public static void End(PageWriter page)
    {
        page.Text("</main>\n");
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

    /// <summary>Starts what has gone wrong; the words and an end of a paragraph follow.</summary>
    /// <param name="page">Gets it.</param>
    public static void StartAlert(PageWriter page)
    {
        page.Text("<p class=e role=alert>");
    }

    /// <summary>Leads to an entry that is not valid.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="name">The name of its field.</param>
    /// <param name="title">What people call it.</param>
    public static void LookAt(PageWriter page, string name, string title)
    {
        page.Text(" Look at <a href=#");
        page.Text(name);
        page.Text(">");
        page.Escaped(title);
        page.Text("</a>.");
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
}
