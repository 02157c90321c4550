using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// Reads a request's header section (RFC 9112 section 5): the syntax. What the words mean is <see cref="FieldReader"/>'s.
/// </summary>
internal sealed class HeaderReader
{
    /// <summary>The most bytes that a header section may have; a longer one is answered 431.</summary>
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
                    position = ReadFieldName(request, buffer, position, stop);
                    break;
                case RequestPart.FieldValue:
                    position = ReadFieldValue(request, buffer, position, stop);
                    break;
                case RequestPart.IgnoredValue:
                    position = ReadIgnoredValue(request, buffer, position, stop);
                    break;
                case RequestPart.KeptValue:
                    position = ReadKeptValue(request, buffer, position, stop);
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

    private int ReadFieldName(RequestState request, byte[] buffer, int position, int end)
    {
        if (request.WordLength == 0)
        {
            int known = HeaderName.Table.FindBefore(':', buffer, position, end, ignoresCase: true, out int colon);
            if (known != TokenTable.NotFound)
            {
                return StartValue(request, known, buffer, colon, end);
            }
        }

        int start = position;
        position = Characters.Skip(Characters.Token, buffer, position, end);
        if (position == end)
        {
            request.KeepWord(buffer, start, end - start);
            return end;
        }

        bool isWhole = request.WordLength == 0;
        if (isWhole && position == start)
        {
            return ReadSectionEnd(request, buffer, position);
        }

        if (buffer[position] != ':')
        {
            // White space before the colon included (RFC 9112 section 5.1).
            return Refuse(request, position);
        }

        byte[] name = buffer;
        int length = position - start;
        if (!isWhole)
        {
            request.KeepWord(buffer, start, length);
            name = request.Text;
            start = RequestState.WordStart;
            length = request.WordLength;
            request.WordLength = 0;
            int known = HeaderName.Table.FindIgnoringCase(name, start, length);
            if (known != TokenTable.NotFound)
            {
                return StartValue(request, known, buffer, position, end);
            }
        }

        if (request.WantedFields != null)
        {
            int wanted = request.WantedFields.FindIgnoringCase(name, start, length);
            if (wanted != TokenTable.NotFound)
            {
                return StartKeptValue(request, wanted, buffer, position + 1, end);
            }
        }

        request.Part = RequestPart.IgnoredValue;
        return ReadIgnoredValue(request, buffer, position + 1, end);
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

    private int StartValue(RequestState request, int name, byte[] buffer, int colon, int end)
    {
        request.FieldName = name;
        request.Part = RequestPart.FieldValue;
        if (FieldReader.StartField(request, name))
        {
            return ReadFieldValue(request, buffer, _fields.AddUsualValue(request, buffer, colon + 1, end), end);
        }

        return Refuse(request, colon + 1);
    }

    private int ReadFieldValue(RequestState request, byte[] buffer, int position, int end)
    {
        byte[] classes = Characters.Classes;
        while (position < end)
        {
            if ((classes[buffer[position]] & Characters.Word) != 0 || request.WordLength > 0)
            {
                int start = position;
                position = Characters.Skip(Characters.Word, buffer, position, end);
                if (position == end)
                {
                    request.KeepWord(buffer, start, end - start);
                    return end;
                }

                if (!EndWord(request, buffer, start, position - start))
                {
                    return Refuse(request, position);
                }
            }

            int next = buffer[position++];
            if (next < Characters.Space && next != Characters.Tab)
            {
                return FieldReader.EndField(request) ? EndValue(request, next, buffer, position, end) : Refuse(request, position);
            }

            if (next == ',' && !FieldReader.AddComma(request))
            {
                return Refuse(request, position);
            }
        }

        return position;
    }

    /// <summary>Takes the word that ends here; the start of it may have come with an earlier read.</summary>
    private bool EndWord(RequestState request, byte[] buffer, int start, int length)
    {
        if (request.WordLength == 0)
        {
            return _fields.AddWord(request, buffer, start, length);
        }

        request.KeepWord(buffer, start, length);
        length = request.WordLength;
        request.WordLength = 0;
        return _fields.AddWord(request, request.Text, RequestState.WordStart, length);
    }

    private static int ReadIgnoredValue(RequestState request, byte[] buffer, int position, int end)
    {
        // Most of a request is values that are not needed here, so eight bytes are tested at once: less a space, a control character
        // has its top bit set; so has many a byte over ASCII, which is tested again below with those that follow it.
        int lastGroup = end - GroupSize;
        while (position <= lastGroup)
        {
            if (((BitConverter.ToInt64(buffer, position) - Spaces) & TopBits) != 0)
            {
                break;
            }

            position += GroupSize;
        }

        while (position < end)
        {
            int next = buffer[position++];
            if (next < Characters.Space && next != Characters.Tab)
            {
                return EndValue(request, next, buffer, position, end);
            }
        }

        return position;
    }

    private int StartKeptValue(RequestState request, int name, byte[] buffer, int position, int end)
    {
        if (!_content.TryTake(request))
        {
            request.Fail(HttpStatus.ServiceUnavailable);
            return position;
        }

        request.FieldName = name;
        request.Part = RequestPart.KeptValue;
        _content.StartField(name);
        return ReadKeptValue(request, buffer, position, end);
    }

    private int ReadKeptValue(RequestState request, byte[] buffer, int position, int end)
    {
        if (_content.Owner != request)
        {
            // Another request took the place because this one was slow.
            request.Fail(HttpStatus.ServiceUnavailable);
            return position;
        }

        int start = position;
        while (position < end && (buffer[position] >= Characters.Space || buffer[position] == Characters.Tab))
        {
            position++;
        }

        if (!_content.AppendField(request.FieldName, buffer, start, position - start))
        {
            request.Fail(HttpStatus.HeaderFieldsTooLarge);
            return position;
        }

        if (position == end)
        {
            return end;
        }

        _content.EndField(request.FieldName);
        return EndValue(request, buffer[position], buffer, position + 1, end);
    }

    private static int EndValue(RequestState request, int next, byte[] buffer, int position, int end)
    {
        // Of the control characters only the tab stands in a value, and only CR LF ends a line: a bare CR or LF or a NUL is an
        // attempt to be read differently by two servers (RFC 9110 section 5.5, RFC 9112 section 2.2).
        if (next != Characters.CarriageReturn)
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
