namespace Sensorcast.Http;

/// <summary>
/// Reads a request's header section (RFC 9112 section 5): the syntax. What the words mean is <see cref="FieldReader"/>'s.
/// </summary>
internal sealed class HeaderReader
{
    /// <summary>The most bytes that a header section may have; a longer one is answered 431.</summary>
    internal const int MaxSize = 8192;

    private readonly FieldReader _fields;

    internal HeaderReader(FieldReader fields)
    {
        _fields = fields;
    }

    /// <summary>Reads up to the end of the section, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(Request request, byte[] buffer, int position, int end)
    {
        // The limit counts bytes, not calls, so the outcome is the same however the section arrives.
        int stop = end - position > request.BytesLeft ? position + request.BytesLeft : end;
        request.BytesLeft -= stop - position;
        while (position < stop && request.Part != RequestPart.Ended)
        {
            switch (request.Part)
            {
                case RequestPart.FieldStart:
                    position = ReadFieldStart(request, buffer, position);
                    break;
                case RequestPart.FieldName:
                    position = ReadFieldName(request, buffer, position, stop);
                    break;
                case RequestPart.FieldValue:
                    position = ReadFieldValue(request, buffer, position, stop);
                    break;
                case RequestPart.IgnoredValue:
                    position = ReadIgnoredValue(request, buffer, position, stop);
                    break;
                default:
                    ReadLineFeed(request, buffer[position++]);
                    break;
            }
        }

        if (request.BytesLeft == 0 && request.Part != RequestPart.Ended)
        {
            request.Fail(HttpStatus.HeaderFieldsTooLarge);
        }

        return position;
    }

    private static int ReadFieldStart(Request request, byte[] buffer, int position)
    {
        if (buffer[position] == Characters.CarriageReturn)
        {
            request.Part = RequestPart.SectionEnd;
            return position + 1;
        }

        if (Characters.TokenToLower[buffer[position]] == 0)
        {
            // White space here would fold the line before, which is obsolete (RFC 9112 section 5.2).
            request.Fail(HttpStatus.BadRequest);
            return position;
        }

        request.Part = RequestPart.FieldName;
        return position;
    }

    private static int ReadFieldName(Request request, byte[] buffer, int position, int end)
    {
        int start = position;
        position = SkipAll(Characters.TokenToLower, buffer, position, end);
        if (position == end)
        {
            request.KeepWord(buffer, start, end - start);
            return end;
        }

        if (buffer[position] != ':')
        {
            // White space before the colon included (RFC 9112 section 5.1).
            request.Fail(HttpStatus.BadRequest);
            return position;
        }

        int name;
        if (request.WordLength == 0)
        {
            name = HeaderName.Table.FindIgnoringCase(buffer, start, position - start);
        }
        else
        {
            request.KeepWord(buffer, start, position - start);
            name = HeaderName.Table.FindIgnoringCase(request.Text, Request.WordStart, request.WordLength);
            request.WordLength = 0;
        }

        request.FieldName = name;
        request.Part = name == TokenTable.NotFound ? RequestPart.IgnoredValue : RequestPart.FieldValue;
        if (!FieldReader.StartField(request, name))
        {
            request.Fail(HttpStatus.BadRequest);
        }

        return position + 1;
    }

    private int ReadFieldValue(Request request, byte[] buffer, int position, int end)
    {
        while (position < end)
        {
            int start = position;
            position = SkipAll(Characters.Word, buffer, position, end);
            if (position == end)
            {
                request.KeepWord(buffer, start, end - start);
                return end;
            }

            if (!EndWord(request, buffer, start, position - start))
            {
                request.Fail(HttpStatus.BadRequest);
                return position;
            }

            int next = buffer[position++];
            bool isGood = next != ',' || FieldReader.AddComma(request);
            if (next < Characters.Space && next != Characters.Tab)
            {
                EndValue(request, next);
                isGood = FieldReader.EndField(request);
            }

            if (!isGood)
            {
                request.Fail(HttpStatus.BadRequest);
            }

            if (request.Part != RequestPart.FieldValue)
            {
                return position;
            }
        }

        return position;
    }

    /// <summary>Takes the word that ends here, if there is one; the start of it may have come with an earlier read.</summary>
    private bool EndWord(Request request, byte[] buffer, int start, int length)
    {
        if (request.WordLength == 0)
        {
            return length == 0 || _fields.AddWord(request, buffer, start, length);
        }

        request.KeepWord(buffer, start, length);
        length = request.WordLength;
        request.WordLength = 0;
        return _fields.AddWord(request, request.Text, Request.WordStart, length);
    }

    private static int ReadIgnoredValue(Request request, byte[] buffer, int position, int end)
    {
        // Most of a request is values that nobody here looks at: four bytes are tested in one turn.
        int lastGroup = end - 4;
        while (position <= lastGroup
            && buffer[position] >= Characters.Space && buffer[position + 1] >= Characters.Space
            && buffer[position + 2] >= Characters.Space && buffer[position + 3] >= Characters.Space)
        {
            position += 4;
        }

        while (position < end)
        {
            int next = buffer[position++];
            if (next < Characters.Space && next != Characters.Tab)
            {
                EndValue(request, next);
                break;
            }
        }

        return position;
    }

    /// <summary>Skips the bytes that are of a class: those for which the table has anything but 0.</summary>
    /// <returns>The place of the first byte that is not.</returns>
    private static int SkipAll(byte[] table, byte[] buffer, int position, int end)
    {
        int lastGroup = end - 4;
        while (position <= lastGroup
            && table[buffer[position]] != 0 && table[buffer[position + 1]] != 0
            && table[buffer[position + 2]] != 0 && table[buffer[position + 3]] != 0)
        {
            position += 4;
        }

        while (position < end && table[buffer[position]] != 0)
        {
            position++;
        }

        return position;
    }

    private static void EndValue(Request request, int next)
    {
        // Of the control characters only the tab stands in a value, and only CR LF ends a line: a bare CR or LF or a NUL is an
        // attempt to be read differently by two servers (RFC 9110 section 5.5, RFC 9112 section 2.2).
        if (next == Characters.CarriageReturn)
        {
            request.Part = RequestPart.FieldEnd;
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void ReadLineFeed(Request request, int next)
    {
        // A request of HTTP/1.1 names its host (RFC 9112 section 3.2); HTTP/1.0 had no such field.
        bool isEnd = request.Part == RequestPart.SectionEnd;
        bool mayEnd = request.HostIsKnown || (request.Flags & RequestFlags.Http10) != 0;
        if (next != Characters.LineFeed || (isEnd && !mayEnd))
        {
            request.Fail(HttpStatus.BadRequest);
        }
        else
        {
            request.Part = isEnd ? RequestPart.Ended : RequestPart.FieldStart;
        }
    }
}
