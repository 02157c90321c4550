namespace Sensorcast.Settings;

/// <summary>Writes the controls of a form, each connected with its label, and with its help and its problem, which follow it.</summary>
public sealed class FormControl
{
    private const string HelpEnd = "-help";
    private const string ProblemEnd = "-problem";

    private string _name;
    private bool _hasHelp;
    private bool _hasProblem;
    private bool _hasFocus;

    /// <summary>Makes one, which serves any number of controls one after the other.</summary>
    /// <param name="page">Gets the markup.</param>
    public FormControl(PageWriter page)
    {
        Page = page;
    }

    /// <summary>Gets the markup.</summary>
    public PageWriter Page { get; }

    /// <summary>Starts an entry with its label; the control follows, then <see cref="End"/>.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="hasHelp">Whether there is help.</param>
    /// <param name="hasProblem">Whether there is a problem.</param>
    /// <param name="hasFocus">Whether people begin here.</param>
    public void Start(string name, string title, bool hasHelp, bool hasProblem, bool hasFocus)
    {
        _name = name;
        _hasHelp = hasHelp;
        _hasProblem = hasProblem;
        _hasFocus = hasFocus;
        Page.Text("<div><label for=");
        Page.Text(name);
        Page.Text(">");
        Page.Escaped(title);
        Page.Text("</label>");
    }

    /// <summary>Starts the control itself: its tag, and what connects it with its label, its help and its problem.</summary>
    /// <param name="tag">A less-than sign and the tag's name, and attributes of the caller's.</param>
    public void Open(string tag)
    {
        Page.Text(tag);
        Page.Text(" id=");
        Page.Text(_name);
        Page.Text(" name=");
        Page.Text(_name);
        if (_hasHelp || _hasProblem)
        {
            Page.Text(" aria-describedby=\"");
            WriteReference(_hasHelp, HelpEnd);
            WriteReference(_hasProblem, ProblemEnd);
            Page.Text("\"");
        }

        Page.Text(_hasProblem ? " aria-invalid=true" : string.Empty);
        Page.Text(_hasFocus ? " autofocus" : string.Empty);
    }

    /// <summary>Writes how much may be typed.</summary>
    /// <param name="size">A size in bytes; no text has more characters than bytes.</param>
    public void WriteLimit(int size)
    {
        Page.Text(" maxlength=");
        Page.Number(size);
    }

    /// <summary>Writes what is in the control.</summary>
    /// <param name="text">The text.</param>
    public void WriteValue(string text)
    {
        Page.Text(" value=\"");
        Page.Escaped(text);
        Page.Text("\"");
    }

    /// <summary>Ends the entry with what people should know.</summary>
    /// <param name="help">A sentence, or <see langword="null"/>.</param>
    /// <param name="note">Another one, or <see langword="null"/>.</param>
    /// <param name="problem">A sentence on why what is in the control is not valid, or <see langword="null"/>.</param>
    public void End(string help, string note, string problem)
    {
        if (_hasHelp)
        {
            StartSentence(HelpEnd, ">");
            WriteSentence(help);
            WriteSentence(note);
            Page.Text("</p>");
        }

        if (_hasProblem)
        {
            StartSentence(ProblemEnd, " class=e><b>Error:</b> ");
            WriteSentence(problem);
            Page.Text("</p>");
        }

        Page.Text("</div>");
    }

    private void StartSentence(string end, string rest)
    {
        Page.Text("<p id=");
        Page.Text(_name);
        Page.Text(end);
        Page.Text(rest);
    }

    private void WriteSentence(string sentence)
    {
        if (sentence != null)
        {
            Page.Escaped(sentence);
            Page.Text(" ");
        }
    }

    private void WriteReference(bool exists, string end)
    {
        if (exists)
        {
            Page.Text(_name);
            Page.Text(end);
            Page.Text(" ");
        }
    }
}
