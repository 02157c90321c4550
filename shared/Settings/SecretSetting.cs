namespace Sensorcast.Settings;

/// <summary>
/// A text that is never shown again: an empty field of the form keeps it, and a check box removes it. White space is a part of it.
/// </summary>
public class SecretSetting : TextSetting
{
    /// <summary>What the name of the check box ends with that removes the secret.</summary>
    public const string RemoveEnd = "-remove";

    /// <summary>Describes a secret, which may be missing.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="minSize">The minimum size in UTF-8, in bytes, where there is one.</param>
    /// <param name="maxSize">The maximum size in UTF-8, in bytes.</param>
    /// <param name="defaultText">What counts until something else is stored.</param>
    public SecretSetting(string name, string title, int minSize, int maxSize, string defaultText = "")
        : base(name, title, minSize, maxSize, defaultText)
    {
        RemoveName = name + RemoveEnd;
    }

    /// <summary>The name of the check box that removes it.</summary>
    public string RemoveName { get; }

    /// <inheritdoc/>
    public override bool IsSecret => true;

    /// <summary>The secret, or <see langword="null"/>.</summary>
    public string Value => Effective.Length > 0 ? Effective : null;

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return text.Length == 0 || base.IsValid(text);
    }

    /// <inheritdoc/>
    public override string Plain(string text)
    {
        return text;
    }

    /// <inheritdoc/>
    protected internal override void WriteControl(FormControl control, string text)
    {
        control.Open("<input type=password autocomplete=new-password");
        control.WriteLimit(MaxSize);
        PageWriter page = control.Page;
        if (Text.Length == 0)
        {
            page.Text(" placeholder=\"Not set\">");
            return;
        }

        page.Text(" placeholder=\"Set: leave empty to keep it\"><label class=c><input type=checkbox name=");
        page.Text(RemoveName);
        page.Text(" value=on> Remove: ");
        page.Escaped(Title);
        page.Text("</label>");
    }
}
