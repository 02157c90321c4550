using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>What a representation is known by (RFC 9110 section 8.8.3).</summary>
internal sealed class EntityTag
{
    private readonly Word _tag;

    /// <summary>Makes one.</summary>
    /// <param name="tag">A strong entity tag in ASCII, quotes included, without a comma in it.</param>
    internal EntityTag(string tag)
    {
        _tag = new Word(tag);
    }

    /// <summary>
    /// Whether a word of an <c>If-None-Match</c> is this tag, strong or weak, or stands for any (RFC 9110 section 13.1.2).
    /// </summary>
    internal bool IsMatchedBy(byte[] buffer, int offset, int length)
    {
        if (length == 1)
        {
            return buffer[offset] == '*';
        }

        if (buffer[offset] == 'W' && buffer[offset + 1] == '/')
        {
            offset += 2;
            length -= 2;
        }

        return length == _tag.Length && _tag.IsAt(buffer, offset, ignoresCase: false);
    }
}
