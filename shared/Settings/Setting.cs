using System;
using Sensorcast.Text;

namespace Sensorcast.Settings;

/// <summary>One entry of the settings: its name, its default, what is valid, and the words for people. Its value is kept as text.</summary>
public abstract class Setting
{
    /// <summary>The maximum length of a name.</summary>
    public const int MaxNameLength = 32;

    internal const char Delete = '\x7F';

    // What was stored; null: the default counts.
    private string _stored;
    private string _override;

    /// <summary>Describes an entry.</summary>
    /// <param name="name">Its name in the file and in the form: 1 to 32 small letters, digits and hyphens, a letter first.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="defaultText">What counts until something else is stored.</param>
    /// <param name="rule">A sentence that says what is valid.</param>
    /// <exception cref="ArgumentException">The name is not such a name.</exception>
    protected Setting(string name, string title, string defaultText, string rule)
    {
        if (!IsName(name))
        {
            throw new ArgumentException("A setting's name has 1 to 32 small letters, digits and hyphens, a letter first: " + name);
        }

        Name = name;
        Title = title;
        DefaultText = defaultText;
        Rule = rule;
        NeedsRestart = true;
    }

    /// <summary>The name in the file and in the form.</summary>
    public string Name { get; }

    /// <summary>What people call it.</summary>
    public string Title { get; }

    /// <summary>A sentence that says what is valid. People read it when something else was typed or stored.</summary>
    public string Rule { get; set; }

    /// <summary>A sentence that people read before they type, or <see langword="null"/>.</summary>
    public string Help { get; set; }

    /// <summary>Another such sentence, which depends on how the program was started; or <see langword="null"/>.</summary>
    public string Note { get; set; }

    /// <summary>What the form shows it under, together with its neighbours of the same group; or <see langword="null"/>.</summary>
    public string Group { get; set; }

    /// <summary>Whether a change counts only after a restart, as it does until the author says otherwise.</summary>
    public bool NeedsRestart { get; set; }

    /// <summary>
    /// What counts whatever is stored, as a text, or <see langword="null"/>: what a command line says, for example. <see cref="Note"/>
    /// should say so.
    /// </summary>
    public string Override
    {
        get => _override;
        set
        {
            _override = value;
            OnChange();
        }
    }

    /// <summary>What counts, as text.</summary>
    public string Effective => _override ?? Text;

    /// <summary>What the form shows, as text: what is stored, or the default.</summary>
    public string Text => _stored ?? DefaultText;

    /// <summary>What counts until something else is stored.</summary>
    public string DefaultText { get; }

    /// <summary>Whether a value is stored, be it the default's.</summary>
    public bool IsStored => _stored != null;

    /// <summary>Whether the value is never shown again.</summary>
    public virtual bool IsSecret => false;

    /// <summary>The maximum size of the text in UTF-8, in bytes.</summary>
    public abstract int MaxSize { get; }

    /// <summary>A sentence on why what is in the file does not count, or <see langword="null"/>.</summary>
    public string StoredProblem { get; internal set; }

    /// <summary>Whether the value was changed and counts only after a restart.</summary>
    public bool IsPending { get; internal set; }

    /// <summary>Whether it may be stored.</summary>
    /// <param name="text">A text without control characters, as <see cref="Plain"/> returns it.</param>
    public abstract bool IsValid(string text);

    /// <summary>
    /// Puts what was typed into the form in which it is stored; without spaces around it, unless the type says otherwise.
    /// </summary>
    /// <param name="text">What was typed.</param>
    public virtual string Plain(string text)
    {
        // Not other white space: what that is differs between the board and the desktop, and control characters are refused.
        return text.Trim(' ');
    }

    /// <summary>The entry that the value must go together with, or <see langword="null"/>.</summary>
    protected internal virtual Setting Partner => null;

    /// <summary>Checks a value that is valid by itself against that of <see cref="Partner"/>.</summary>
    /// <param name="text">What the value would be.</param>
    /// <param name="partner">What that of the other entry would be.</param>
    /// <returns>A sentence on why they do not go together, or <see langword="null"/>.</returns>
    protected internal virtual string ConflictOf(string text, string partner)
    {
        return null;
    }

    /// <summary>Writes the control of the form.</summary>
    /// <param name="control">Gets it; <see cref="FormControl.Open"/> first.</param>
    /// <param name="text">What is in it: the value, or what was typed.</param>
    protected internal abstract void WriteControl(FormControl control, string text);

    /// <summary>Whether a text is valid as it would be stored.</summary>
    internal bool MayBe(string text)
    {
        foreach (char c in text)
        {
            if (c < ' ' || c == Delete)
            {
                return false;
            }
        }

        return Utf8Text.Size(text) <= MaxSize && IsValid(text);
    }

    /// <summary>Takes the value that the file has, or <see langword="null"/> if it has no value.</summary>
    internal void Store(string text)
    {
        _stored = text;
        OnChange();
    }

    /// <summary>Follows <see cref="Effective"/>, which may have changed.</summary>
    protected virtual void OnChange()
    {
    }

    private static bool IsName(string name)
    {
        bool isName = name.Length > 0 && name.Length <= MaxNameLength && name[0] >= 'a' && name[0] <= 'z';
        foreach (char c in name)
        {
            isName &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }

        return isName;
    }
}
