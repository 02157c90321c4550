using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// Reads a request's header section (RFC 9112 section 5) line by line. The values that the answer depends on are read by
/// <see cref="FieldReader"/>, those that the resource wants are kept as they are, and all others are passed over.
/// </summary>
internal sealed class HeaderReader
{
    /// <summary>The maximum size of a header section in bytes; a longer one is answered 431.</summary>
    internal const int MaxSize = 8192;

    private const int GroupSize = 8;
    private const long Spaces = 0x2020202020202020;
    private const long TopBits = unchecked((long)0x8080808080808080);

    private readonly FieldReader _fields;
    private readonly RequestContent _content;

    internal HeaderReader(FieldReader fields, RequestContent content)
    {
        _fields = fields;
        _content = content;
    }

    /// <summary>Reads up to the end of the section, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(RequestState request, byte[] buffer, int position, int end)
    {
        // The limit counts bytes, not calls, so the outcome is the same however the section arrives.
        int stop = end - position > request.BytesLeft ? position + request.BytesLeft : end;
        request.BytesLeft -= stop - position;
        while (position < stop && request.Part != RequestPart.Ended)
        {
            switch (request.Part)
            {
                case RequestPart.FieldName:
                    position = ReadLine(request, buffer, position, stop);
                    break;
                case RequestPart.FieldValue:
                    position = EndLine(request, buffer, _fields.Read(request, buffer, position, stop), stop);
                    break;
                case RequestPart.IgnoredValue:
                    position = EndLine(request, buffer, SkipValue(buffer, position, stop), stop);
                    break;
                case RequestPart.KeptValue:
                    position = EndLine(request, buffer, KeepValue(request, buffer, position, stop), stop);
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

    /// <summary>Reads a line, or as much of it as has come.</summary>
    private int ReadLine(RequestState request, byte[] buffer, int position, int end)
    {
        // A known name is found in the pass that reads it.
        int colon = position;
        int name = request.WordLength > 0 ? TokenTable.NotFound
            : HeaderName.Table.FindBefore(':', buffer, position, end, ignoresCase: true, out colon);
        return name == TokenTable.NotFound
            ? ReadOtherLine(request, buffer, position, end)
            : ReadKnownLine(request, name, buffer, colon + 1, end);
    }

    /// <summary>Reads a line whose name is not known or comes in pieces, or the empty line that ends the section.</summary>
    private int ReadOtherLine(RequestState request, byte[] buffer, int position, int end)
    {
        int start = position;
        position = Characters.Skip(Characters.Token, buffer, position, end);
        int length = position - start;
        if (position == end)
        {
            request.KeepWord(buffer, start, length);
            return end;
        }

        if (length == 0 && request.WordLength == 0)
        {
            return ReadSectionEnd(request, buffer, position);
        }

        if (buffer[position] != ':')
        {
            // White space before the colon included (RFC 9112 section 5.1).
            return Refuse(request, position);
        }

        int value = position + 1;
        byte[] name = buffer;
        if (request.WordLength > 0)
        {
            request.KeepWord(buffer, start, length);
            name = request.Text;
            start = RequestState.WordStart;
            length = request.WordLength;
            request.WordLength = 0;
            int known = HeaderName.Table.FindIgnoringCase(name, start, length);
            if (known != TokenTable.NotFound)
            {
                return ReadKnownLine(request, known, buffer, value, end);
            }
        }

        int wanted = request.WantedFields == null ? TokenTable.NotFound : request.WantedFields.FindIgnoringCase(name, start, length);
        if (wanted != TokenTable.NotFound)
        {
            return StartKeptValue(request, wanted, value);
        }

        request.Part = RequestPart.IgnoredValue;
        return EndLine(request, buffer, SkipValue(buffer, value, end), end);
    }

    private int ReadKnownLine(RequestState request, int name, byte[] buffer, int value, int end)
    {
        request.Part = RequestPart.FieldValue;
        return EndLine(request, buffer, _fields.Start(request, name, buffer, value, end), end);
    }

    /// <summary>Takes what begins a line and no name.</summary>
    private static int ReadSectionEnd(RequestState request, byte[] buffer, int position)
    {
        if (buffer[position] == Characters.CarriageReturn)
        {
            request.Part = RequestPart.SectionEnd;
            return position + 1;
        }

        // White space here would fold the line before, which is obsolete (RFC 9112 section 5.2).
        return Refuse(request, position);
    }

    /// <summary>Passes over a value.</summary>
    /// <returns>The offset of the control character that ends it, or <paramref name="end"/>.</returns>
    private static int SkipValue(byte[] buffer, int position, int end)
    {
        // Most of a request is values that are not needed here, so eight bytes are tested at once: less a space, a control character
        // has its top bit set; so has many a byte over ASCII, which is tested again below with those that follow it.
        int lastGroup = end - GroupSize;
        while (position <= lastGroup && ((BitConverter.ToInt64(buffer, position) - Spaces) & TopBits) == 0)
        {
            position += GroupSize;
        }

        while (position < end && (buffer[position] >= Characters.Space || buffer[position] == Characters.Tab))
        {
            position++;
        }

        return position;
    }

    private int StartKeptValue(RequestState request, int name, int position)
    {
        if (!_content.TryTake(request))
        {
            request.Fail(HttpStatus.ServiceUnavailable);
            return position;
        }

        request.FieldName = name;
        request.Part = RequestPart.KeptValue;
        if (!_content.StartField(name))
        {
            request.Fail(HttpStatus.HeaderFieldsTooLarge);
        }

        return position;
    }

    /// <summary>Keeps a value, or what has come of it.</summary>
    /// <returns>The offset of the control character that ends it, or <paramref name="end"/>, or an offset after an error.</returns>
    private int KeepValue(RequestState request, byte[] buffer, int position, int end)
    {
        if (_content.Owner != request)
        {
            // Another request took the place because this one was slow.
            request.Fail(HttpStatus.ServiceUnavailable);
            return position;
        }

        int valueEnd = SkipValue(buffer, position, end);
        if (!_content.AppendField(request.FieldName, buffer, position, valueEnd - position))
        {
            request.Fail(HttpStatus.HeaderFieldsTooLarge);
        }
        else if (valueEnd < end)
        {
            _content.EndField(request.FieldName);
        }

        return valueEnd;
    }

    /// <summary>Ends a line whose value has been read, if it is whole and valid.</summary>
    /// <param name="request">The request.</param>
    /// <param name="buffer">Holds the line.</param>
    /// <param name="position">The offset of the control character that ends the value.</param>
    /// <param name="end">The offset after the last byte that has come.</param>
    /// <returns>The offset of the first byte that was not read.</returns>
    private static int EndLine(RequestState request, byte[] buffer, int position, int end)
    {
        if (position == end || request.Part == RequestPart.Ended)
        {
            return position;
        }

        // Of the control characters only the tab stands in a value, and only CR LF ends a line: a bare CR or LF or a NUL is an
        // attempt to be read differently by two servers (RFC 9110 section 5.5, RFC 9112 section 2.2).
        if (buffer[position++] != Characters.CarriageReturn)
        {
            return Refuse(request, position);
        }

        if (position < end && buffer[position] == Characters.LineFeed)
        {
            request.Part = RequestPart.FieldName;
            return position + 1;
        }

        request.Part = RequestPart.FieldEnd;
        return position;
    }

    private static void ReadLineFeed(RequestState request, int next)
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
            request.Part = isEnd ? RequestPart.Ended : RequestPart.FieldName;
        }
    }

    private static int Refuse(RequestState request, int position)
    {
        request.Fail(HttpStatus.BadRequest);
        return position;
    }
}
