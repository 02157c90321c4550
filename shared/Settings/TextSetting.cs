using Sensorcast.Text;

namespace Sensorcast.Settings;

/// <summary>A text in one line.</summary>
public class TextSetting : Setting
{
    private readonly int _minSize;
    private readonly int _maxSize;

    /// <summary>Describes a text.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="minSize">The minimum size in UTF-8, in bytes.</param>
    /// <param name="maxSize">The maximum size in UTF-8, in bytes.</param>
    /// <param name="defaultText">What counts until something else is stored.</param>
    public TextSetting(string name, string title, int minSize, int maxSize, string defaultText = "")
        : base(name, title, defaultText, "Enter " + minSize + " to " + maxSize + " bytes of text; letters beyond ASCII take 2 to 4 bytes.")
    {
        _minSize = minSize;
        _maxSize = maxSize;
    }

    /// <inheritdoc/>
    public override int MaxSize => _maxSize;

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return Utf8Text.Size(text) >= _minSize;
    }

    /// <inheritdoc/>
    protected internal override void WriteControl(FormControl control, string text)
    {
        control.Open("<input autocomplete=off autocapitalize=none spellcheck=false");
        control.WriteLimit(_maxSize);
        control.WriteValue(text);
        control.Page.Text(">");
    }
}
