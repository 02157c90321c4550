namespace Sensorcast.Settings;

/// <summary>On or off.</summary>
public class SwitchSetting : Setting
{
    private const string On = "on";
    private const string Off = "off";

    /// <summary>Describes a switch.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="defaultValue">What counts until something else is stored.</param>
    public SwitchSetting(string name, string title, bool defaultValue)
        : base(name, title, defaultValue ? On : Off, "Choose on or off.")
    {
    }

    /// <summary>Whether it is on.</summary>
    public bool Value => Effective == On;

    /// <inheritdoc/>
    public override int MaxSize => Off.Length;

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        return text == On || text == Off;
    }

    /// <inheritdoc/>
    protected internal override void WriteControl(FormControl control, string text)
    {
        // No check box: one that is off sends nothing, as a form does that does not have it.
        control.Open("<select");
        control.Page.Text(text == On ? "><option selected>on<option>off</select>" : "><option>on<option selected>off</select>");
    }
}
