using System;

namespace Sensorcast.Setup;

/// <summary>What the pages have in common. They need no script: the windows that phones open for them have little of it.</summary>
internal static class PageParts
{
    /// <summary>Where the form is.</summary>
    internal const string FormPath = "/";

    /// <summary>Where the page is that says what became of a form.</summary>
    internal const string StatePath = "/state";

    private const string Head =
        "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width,initial-scale=1\">\n<title>";

    private const string Style =
        "</title>\n<style>\n"
        + ":root{color-scheme:light dark;--a:#0b57d0;--b:#fff;--e:#b3261e;--c:#fff;color:#1f1f1f;background:var(--c)}\n"
        + "@media(prefers-color-scheme:dark){:root{--a:#a8c7fa;--b:#062e6f;--e:#f2b8b5;--c:#131314;color:#e3e3e3}}\n"
        + "*{box-sizing:border-box}\n"
        + "body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}\n"
        + "h1{font-size:1.5rem;margin:.5rem 0}\n"
        + "fieldset{border:0;margin:0 0 1rem;padding:0}\n"
        + "legend,.t{font-weight:600;padding:0}\n"
        + ".n{display:flex;gap:.75rem;align-items:center;min-height:3rem;border-bottom:1px solid #8886}\n"
        + ".n small{margin-left:auto;text-align:right}\n"
        + "input{accent-color:var(--a)}\n"
        + "[type=radio],[type=checkbox]{width:1.25rem;height:1.25rem;flex:none}\n"
        + "[type=text]{font:inherit;width:100%;min-height:3rem;padding:0 .75rem;border:1px solid #888;border-radius:.5rem}\n"
        + "[aria-invalid]{border:2px solid var(--e)}\n"
        + ".s{display:flex;gap:.5rem;align-items:center;min-height:2.5rem}\n"
        + "#password{-webkit-text-security:disc}.s:has(:checked)~#password{-webkit-text-security:none}\n"
        + "button{font:inherit;font-weight:600;width:100%;min-height:3rem;border:1px solid var(--a);border-radius:.5rem;background:var(--a);color:var(--b)}\n"
        + ".e{color:var(--e);font-weight:600}\n"
        + "a{color:var(--a)}\n"
        + ":focus-visible{outline:3px solid var(--a);outline-offset:2px}\n"
        + "</style>\n<main>\n<h1>";

    /// <summary>Writes what is before the heading's end: at most 1,700 bytes with the titles.</summary>
    internal static void Start(HtmlWriter writer, string title, string boardName)
    {
        writer.Text(Head);
        writer.Text(title);
        writer.Text(Style);
        writer.Text(title);
        writer.Text("</h1>\n<p>This is the board <b>");
        writer.Text(boardName);
        writer.Text("</b>.</p>\n");
    }

    /// <summary>Why a network was not joined, as the page says it.</summary>
    internal static string Explain(JoinState failure)
    {
        switch (failure)
        {
            case JoinState.WrongPassword: return "it does not take the password.";
            case JoinState.NotFound: return "it was not found. Is it in reach, and of 2.4 GHz?";
            case JoinState.TimedOut: return "it did not answer in time.";
            default: return "it refused the board.";
        }
    }

    internal static void CheckName(string boardName)
    {
        if (boardName.Length > 63)
        {
            throw new ArgumentException("A board's name has at most 63 characters: " + boardName);
        }
    }
}
