using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>What a client says in <c>Accept</c> (RFC 9110 section 12.5.1). Reading it allocates nothing.</summary>
internal static class AcceptField
{
    /// <summary>The quality of what is liked best.</summary>
    internal const int MaxQuality = 1000;

    // A media range counts the more, the more it says.
    private const int NoMatch = 0;
    private const int AnyType = 1;
    private const int AnySubtype = 2;
    private const int WholeType = 3;

    /// <summary>The quality of a media type: that of the media range that says the most of it.</summary>
    /// <param name="buffer">Holds the field's value.</param>
    /// <param name="value">Where it is.</param>
    /// <param name="mediaType">The media type in lower case, without parameters.</param>
    /// <returns>0 to <see cref="MaxQuality"/>; 0 for one that no range matches.</returns>
    internal static int QualityOf(byte[] buffer, ByteRange value, string mediaType)
    {
        int quality = 0;
        int best = NoMatch;
        int end = value.Start + value.Length;
        for (int start = value.Start; start < end;)
        {
            int rangeEnd = Find(',', buffer, start, end);
            int typeEnd = Find(';', buffer, start, rangeEnd);
            int match = Match(buffer, start, typeEnd, mediaType);
            if (match > best)
            {
                best = match;
                quality = ReadQuality(buffer, typeEnd, rangeEnd);
            }

            start = rangeEnd + 1;
        }

        return quality;
    }

    private static int Match(byte[] buffer, int start, int end, string mediaType)
    {
        start = SkipSpace(buffer, start, end);
        while (end > start && Characters.IsWhiteSpace(buffer[end - 1]))
        {
            end--;
        }

        int same = 0;
        while (same < mediaType.Length && start + same < end && ToLower(buffer[start + same]) == mediaType[same])
        {
            same++;
        }

        if (same == mediaType.Length && start + same == end)
        {
            return WholeType;
        }

        bool endsWithStar = end - start > 2 && buffer[end - 1] == '*' && buffer[end - 2] == '/';
        if (endsWithStar && start + same == end - 1 && mediaType[same - 1] == '/')
        {
            return AnySubtype;
        }

        return endsWithStar && end - start == 3 && buffer[start] == '*' ? AnyType : NoMatch;
    }

    /// <summary>Reads the parameter <c>q</c> (RFC 9110 section 12.4.2).</summary>
    private static int ReadQuality(byte[] buffer, int position, int end)
    {
        while (position < end)
        {
            int start = SkipSpace(buffer, position + 1, end);
            position = Find(';', buffer, start, end);
            if (position - start < 3 || ToLower(buffer[start]) != 'q' || buffer[start + 1] != '=')
            {
                continue;
            }

            return buffer[start + 2] == '1' ? MaxQuality : ReadThousandths(buffer, start + 4, position);
        }

        return MaxQuality;
    }

    /// <summary>Reads what follows <c>0.</c>, at most three digits.</summary>
    private static int ReadThousandths(byte[] buffer, int position, int end)
    {
        int thousandths = 0;
        for (int unit = MaxQuality / 10; unit > 0 && position < end && Characters.IsDigit(buffer[position]); unit /= 10)
        {
            thousandths += unit * (buffer[position++] - '0');
        }

        return thousandths;
    }

    private static int Find(char delimiter, byte[] buffer, int position, int end)
    {
        while (position < end && buffer[position] != delimiter)
        {
            position++;
        }

        return position;
    }

    private static int SkipSpace(byte[] buffer, int position, int end)
    {
        while (position < end && Characters.IsWhiteSpace(buffer[position]))
        {
            position++;
        }

        return position;
    }

    private static int ToLower(byte next)
    {
        return next >= 'A' && next <= 'Z' ? next | Characters.CaseBit : next;
    }
}
