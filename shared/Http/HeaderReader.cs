namespace Sensorcast.Http;

/// <summary>
/// Reads a request's header section (RFC 9112 section 5) from bytes in pieces of any size: the syntax. What the values mean is
/// <see cref="RequestFields"/>'s.
/// </summary>
internal sealed class HeaderReader
{
    /// <summary>The most bytes that a header section may have; a longer one is answered 431.</summary>
    internal const int MaxSize = 8192;

    private readonly RequestFields _fields;
    private readonly byte[] _word = new byte[RequestFields.MaxWordLength];
    private State _state;
    private int _wordLength;
    private int _name;
    private int _bytesLeft;

    internal HeaderReader(RequestFields fields)
    {
        _fields = fields;
    }

    private enum State
    {
        LineStart,
        Name,
        Value,
        IgnoredValue,
        LineEnd,
        SectionEnd,
        Ended,
    }

    /// <summary>Whether the whole section has been read.</summary>
    internal bool IsComplete => _state == State.Ended && Error == 0;

    /// <summary>The status to refuse the request with, or 0.</summary>
    internal int Error { get; private set; }

    internal void Reset()
    {
        _state = State.LineStart;
        _bytesLeft = MaxSize;
        Error = 0;
    }

    /// <summary>Reads up to the end of the section, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(byte[] buffer, int position, int end)
    {
        // The limit counts bytes, not calls, so the outcome is the same however the section arrives.
        int stop = end - position > _bytesLeft ? position + _bytesLeft : end;
        _bytesLeft -= stop - position;
        while (position < stop && _state != State.Ended)
        {
            switch (_state)
            {
                case State.LineStart:
                    ReadLineStart(buffer[position++]);
                    break;
                case State.Name:
                    position = ReadName(buffer, position, stop);
                    break;
                case State.Value:
                    position = ReadValue(buffer, position, stop);
                    break;
                case State.IgnoredValue:
                    position = ReadIgnoredValue(buffer, position, stop);
                    break;
                default:
                    ReadLineFeed(buffer[position++]);
                    break;
            }
        }

        if (_bytesLeft == 0 && _state != State.Ended)
        {
            Fail(HttpStatus.HeaderFieldsTooLarge);
        }

        return position;
    }

    private void ReadLineStart(int next)
    {
        int lower = Characters.TokenToLower[next];
        if (next == Characters.CarriageReturn)
        {
            _state = State.SectionEnd;
        }
        else if (lower != 0)
        {
            _word[0] = (byte)lower;
            _wordLength = 1;
            _state = State.Name;
        }
        else
        {
            // White space here would fold the line before, which is obsolete (RFC 9112 section 5.2).
            Fail(HttpStatus.BadRequest);
        }
    }

    private int ReadName(byte[] buffer, int position, int end)
    {
        byte[] toLower = Characters.TokenToLower;
        byte[] word = _word;
        int length = _wordLength;
        while (position < end)
        {
            byte next = buffer[position++];
            byte lower = toLower[next];
            if (lower == 0)
            {
                EndName(next, length);
                return position;
            }

            if (length < RequestFields.MaxWordLength)
            {
                word[length++] = lower;
            }
        }

        _wordLength = length;
        return position;
    }

    private void EndName(int next, int length)
    {
        if (next != ':')
        {
            // White space before the colon included (RFC 9112 section 5.1).
            Fail(HttpStatus.BadRequest);
            return;
        }

        _name = HeaderName.Table.Find(_word, 0, length);
        _wordLength = 0;
        if (_name == TokenTable.NotFound)
        {
            _state = State.IgnoredValue;
        }
        else
        {
            _fields.StartField(_name);
            _state = State.Value;
        }
    }

    private int ReadIgnoredValue(byte[] buffer, int position, int end)
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
                EndValue(next);
                break;
            }
        }

        return position;
    }

    private int ReadValue(byte[] buffer, int position, int end)
    {
        byte[] word = _word;
        int length = _wordLength;
        while (position < end)
        {
            byte next = buffer[position++];
            if (next > Characters.Space && next != ',')
            {
                // One more than fits is counted, so that a word cut short is known as one.
                if (length < RequestFields.MaxWordLength)
                {
                    word[length++] = next;
                }
                else
                {
                    length = RequestFields.TooLong;
                }

                continue;
            }

            if (length > 0)
            {
                if (!_fields.AddWord(_name, word, length))
                {
                    Fail(HttpStatus.BadRequest);
                    return position;
                }

                length = 0;
            }

            if (next < Characters.Space && next != Characters.Tab)
            {
                EndValue(next);
                break;
            }
        }

        _wordLength = length;
        return position;
    }

    private void EndValue(int next)
    {
        // Of the control characters only the tab stands in a value, and only CR LF ends a line: a bare CR or LF or a NUL is an
        // attempt to be read differently by two servers (RFC 9110 section 5.5, RFC 9112 section 2.2).
        if (next == Characters.CarriageReturn)
        {
            _state = State.LineEnd;
        }
        else
        {
            Fail(HttpStatus.BadRequest);
        }
    }

    private void ReadLineFeed(int next)
    {
        if (next != Characters.LineFeed)
        {
            Fail(HttpStatus.BadRequest);
        }
        else
        {
            _state = _state == State.SectionEnd ? State.Ended : State.LineStart;
        }
    }

    private void Fail(int status)
    {
        Error = status;
        _state = State.Ended;
    }
}
