namespace Sensorcast.Http;

/// <summary>
/// Reads a request line (RFC 9112 section 3) from bytes in pieces of any size and keeps only what a server needs of it: the
/// method, which of the served paths is meant, and the version.
/// </summary>
internal sealed class RequestLineReader
{
    /// <summary>The most bytes that a request target may have; a longer one is answered 414.</summary>
    internal const int MaxTargetLength = 256;

    private const int MaxMethodLength = 20;
    private const int MaxPathLength = 32;
    private const int VersionLength = 8;
    private const int MaxEmptyLines = 2;

    private static readonly TokenTable Methods = new TokenTable("GET", "HEAD");

    private readonly TokenTable _paths;
    private readonly byte[] _word = new byte[MaxPathLength];
    private int _wordLength;
    private int _targetLength;
    private int _emptyLines;
    private State _state;

    internal RequestLineReader(TokenTable paths)
    {
        _paths = paths;
    }

    private enum State
    {
        Start,
        EmptyLineEnd,
        Method,
        TargetStart,
        Scheme,
        Authority,
        Path,
        Query,
        Version,
        LineEnd,
        Ended,
    }

    /// <summary>Whether the whole line has been read.</summary>
    internal bool IsComplete => _state == State.Ended && Error == 0;

    /// <summary>The status to refuse the request with, or 0.</summary>
    internal int Error { get; private set; }

    internal HttpMethod Method { get; private set; }

    /// <summary>The index of the path among those that are served, or <see cref="TokenTable.NotFound"/>.</summary>
    internal int Path { get; private set; }

    /// <summary>The digit behind <c>HTTP/1.</c></summary>
    internal int MinorVersion { get; private set; }

    internal void Reset()
    {
        _state = State.Start;
        _wordLength = 0;
        _targetLength = 0;
        _emptyLines = 0;
        Error = 0;
    }

    /// <summary>Reads up to the end of the line, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(byte[] buffer, int position, int end)
    {
        while (position < end && _state != State.Ended)
        {
            int next = buffer[position++];
            switch (_state)
            {
                case State.Start:
                    ReadStart(next);
                    break;
                case State.EmptyLineEnd:
                    ReadEmptyLineEnd(next);
                    break;
                case State.Method:
                    ReadMethod(next);
                    break;
                case State.Version:
                    ReadVersion(next);
                    break;
                case State.LineEnd:
                    ReadLineEnd(next);
                    break;
                default:
                    ReadTarget(next);
                    break;
            }
        }

        return position;
    }

    private void ReadStart(int next)
    {
        if (next == Characters.CarriageReturn && _emptyLines < MaxEmptyLines)
        {
            // An empty line before the request is to be ignored (RFC 9112 section 2.2).
            _emptyLines++;
            _state = State.EmptyLineEnd;
            return;
        }

        _state = State.Method;
        ReadMethod(next);
    }

    private void ReadEmptyLineEnd(int next)
    {
        if (next == Characters.LineFeed)
        {
            _state = State.Start;
        }
        else
        {
            Fail(HttpStatus.BadRequest);
        }
    }

    private void ReadMethod(int next)
    {
        if (next == Characters.Space && _wordLength > 0)
        {
            int method = Methods.Find(_word, 0, _wordLength);
            Method = method == 0 ? HttpMethod.Get : method == 1 ? HttpMethod.Head : HttpMethod.Other;
            Path = TokenTable.NotFound;
            _wordLength = 0;
            _state = State.TargetStart;
        }
        else if (Characters.TokenToLower[next] != 0 && _wordLength < MaxMethodLength)
        {
            _word[_wordLength++] = (byte)next;
        }
        else
        {
            Fail(HttpStatus.BadRequest);
        }
    }

    private void ReadTarget(int next)
    {
        if (next == Characters.Space && _targetLength > 0)
        {
            EndTarget();
            return;
        }

        // Neither a control character nor one over ASCII nor a fragment stands in a target (RFC 3986 section 2).
        if (next <= Characters.Space || next >= Characters.Delete || next == '#')
        {
            Fail(HttpStatus.BadRequest);
            return;
        }

        if (++_targetLength > MaxTargetLength)
        {
            Fail(HttpStatus.UriTooLong);
            return;
        }

        switch (_state)
        {
            case State.TargetStart:
                _state = next == '/' ? State.Path : State.Scheme;
                AppendToPath(next);
                break;
            case State.Scheme:
                // "scheme://": the second slash ends it.
                if (next == '/' && _word[0] == '/')
                {
                    _state = State.Authority;
                }

                _word[0] = (byte)next;
                _wordLength = 0;
                break;
            case State.Authority:
                if (next == '/')
                {
                    _state = State.Path;
                    AppendToPath(next);
                }

                break;
            case State.Path:
                if (next == '?')
                {
                    _state = State.Query;
                }
                else
                {
                    AppendToPath(next);
                }

                break;
        }
    }

    private void EndTarget()
    {
        if (_state == State.Authority)
        {
            // "http://host" means the path "/" (RFC 9112 section 3.2.2).
            AppendToPath('/');
            _state = State.Path;
        }

        if (_state == State.Path || _state == State.Query)
        {
            Path = _paths.Find(_word, 0, _wordLength);
        }
        else if (Method != HttpMethod.Other)
        {
            // The authority and asterisk forms go with CONNECT and OPTIONS only (RFC 9112 section 3.2).
            Fail(HttpStatus.BadRequest);
            return;
        }

        _wordLength = 0;
        _state = State.Version;
    }

    private void AppendToPath(int next)
    {
        // A path longer than the buffer is longer than any that is served; its length alone then says so.
        if (_wordLength < MaxPathLength)
        {
            _word[_wordLength++] = (byte)next;
        }
    }

    private void ReadVersion(int next)
    {
        if (next == Characters.CarriageReturn)
        {
            EndVersion();
        }
        else if (_wordLength < VersionLength)
        {
            _word[_wordLength++] = (byte)next;
        }
        else
        {
            Fail(HttpStatus.BadRequest);
        }
    }

    private void EndVersion()
    {
        byte[] word = _word;
        bool isVersion = _wordLength == VersionLength
            && word[0] == 'H' && word[1] == 'T' && word[2] == 'T' && word[3] == 'P' && word[4] == '/' && word[6] == '.'
            && word[5] >= '0' && word[5] <= '9' && word[7] >= '0' && word[7] <= '9';
        if (!isVersion)
        {
            Fail(HttpStatus.BadRequest);
        }
        else if (word[5] != '1')
        {
            Fail(HttpStatus.VersionNotSupported);
        }
        else
        {
            MinorVersion = word[7] - '0';
            _state = State.LineEnd;
        }
    }

    private void ReadLineEnd(int next)
    {
        if (next == Characters.LineFeed)
        {
            _state = State.Ended;
        }
        else
        {
            Fail(HttpStatus.BadRequest);
        }
    }

    private void Fail(int status)
    {
        Error = status;
        _state = State.Ended;
    }
}
