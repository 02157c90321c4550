using System.Collections;

namespace Sensorcast.Settings;

/// <summary>A list of words in one line, with white space or commas between them.</summary>
public abstract class ListSetting : TextSetting
{
    private static readonly char[] Separators = { ' ', ',' };

    /// <summary>Describes a list.</summary>
    /// <param name="name">Its name in the file and in the form: small letters, digits and hyphens.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="maxSize">The maximum size of the whole in UTF-8, in bytes.</param>
    /// <param name="defaultItems">What counts until something else is stored.</param>
    protected ListSetting(string name, string title, int maxSize, string[] defaultItems)
        : base(name, title, 0, maxSize, Join(defaultItems))
    {
    }

    /// <summary>The items; allocates them.</summary>
    public string[] Items => ItemsOf(Effective);

    /// <inheritdoc/>
    public override bool IsValid(string text)
    {
        foreach (string item in ItemsOf(text))
        {
            if (!IsItem(item))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override string Plain(string text)
    {
        return Join(ItemsOf(text));
    }

    /// <summary>Whether a word may be in the list.</summary>
    /// <param name="item">The word.</param>
    protected abstract bool IsItem(string item);

    private static string[] ItemsOf(string text)
    {
        ArrayList items = new ArrayList();
        foreach (string item in text.Split(Separators))
        {
            if (item.Length > 0)
            {
                items.Add(item);
            }
        }

        return (string[])items.ToArray(typeof(string));
    }

    private static string Join(string[] items)
    {
        string text = string.Empty;
        foreach (string item in items)
        {
            text += text.Length == 0 ? item : " " + item;
        }

        return text;
    }
}
