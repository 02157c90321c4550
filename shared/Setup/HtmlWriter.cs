using Sensorcast.Text;

namespace Sensorcast.Setup;

/// <summary>Writes HTML into a buffer that the caller owns. What comes from elsewhere is escaped, so that it does not become markup.</summary>
internal sealed class HtmlWriter : AsciiWriter
{
    /// <summary>The maximum size of an escaped byte.</summary>
    internal const int MaxEscapeSize = 6;

    private const string Replacement = "\uFFFD";

    /// <summary>Writes bytes from elsewhere as a browser is to show them: what is not UTF-8, and control characters, become U+FFFD.</summary>
    /// <param name="bytes">The bytes.</param>
    internal void Escaped(byte[] bytes)
    {
        int size;
        for (int i = 0; i < bytes.Length; i += size)
        {
            size = CharacterSize(bytes, i);
            string escape = size == 0 ? Replacement : HtmlText.EscapeOf((char)bytes[i]);
            if (escape == null)
            {
                Bytes(bytes, i, size);
            }
            else
            {
                Text(escape);
                size = 1;
            }
        }
    }

    /// <summary>The size of the character at an offset, or 0 if the bytes there are not a character that can be shown.</summary>
    private static int CharacterSize(byte[] bytes, int offset)
    {
        int first = bytes[offset];
        if (first < ' ' || first == 0x7F)
        {
            return 0;
        }

        int size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        bool isCharacter = offset + size <= bytes.Length
            && Utf8Validator.Append(Utf8Validator.Complete, bytes, offset, size) == Utf8Validator.Complete;
        return isCharacter ? size : 0;
    }
}
