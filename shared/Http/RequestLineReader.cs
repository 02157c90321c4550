namespace Sensorcast.Http;

/// <summary>Reads a request line (RFC 9112 section 3): the method, which of the served paths is meant, and the version.</summary>
internal sealed class RequestLineReader
{
    /// <summary>The most bytes that a request target may have; a longer one is answered 414.</summary>
    internal const int MaxTargetLength = 256;

    private const int MaxMethodLength = 20;
    private const int VersionLength = 8;

    private const int SlashCount = 2; // of "http://"

    private static readonly TokenTable Methods = new TokenTable("GET", "HEAD");
    private static readonly TokenTable Schemes = new TokenTable("http", "https");

    private readonly TokenTable _paths;
    private readonly AccessRules _access;

    internal RequestLineReader(TokenTable paths, AccessRules access)
    {
        _paths = paths;
        _access = access;
    }

    /// <summary>Reads up to the end of the line, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(Request request, byte[] buffer, int position, int end)
    {
        while (position < end && request.Part < RequestPart.FieldStart)
        {
            int next = buffer[position++];
            switch (request.Part)
            {
                case RequestPart.Start:
                    ReadStart(request, next);
                    break;
                case RequestPart.EmptyLineEnd:
                    ReadLineFeed(request, next, RequestPart.Start);
                    break;
                case RequestPart.Method:
                    ReadMethod(request, next);
                    break;
                case RequestPart.Version:
                    ReadVersion(request, next);
                    break;
                case RequestPart.RequestLineEnd:
                    ReadLineFeed(request, next, RequestPart.FieldStart);
                    break;
                default:
                    ReadTarget(request, next);
                    break;
            }
        }

        return position;
    }

    private static void ReadStart(Request request, int next)
    {
        if (next == Characters.CarriageReturn && (request.Flags & RequestFlags.EmptyLine) == 0)
        {
            // An empty line before the request is to be ignored (RFC 9112 section 2.2).
            request.Flags |= RequestFlags.EmptyLine;
            request.Part = RequestPart.EmptyLineEnd;
            return;
        }

        request.Part = RequestPart.Method;
        ReadMethod(request, next);
    }

    private static void ReadMethod(Request request, int next)
    {
        int length = request.WordLength;
        if (next == Characters.Space && length > 0)
        {
            int method = Methods.Find(request.Text, Request.WordStart, length);
            request.Method = method == 0 ? HttpMethod.Get : method == 1 ? HttpMethod.Head : HttpMethod.Other;
            request.WordLength = 0;
            request.BytesLeft = MaxTargetLength;
            request.Part = RequestPart.TargetStart;
        }
        else if (Characters.TokenToLower[next] != 0 && length < MaxMethodLength)
        {
            Append(request, next);
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private void ReadTarget(Request request, int next)
    {
        if (next == Characters.Space && request.BytesLeft < MaxTargetLength)
        {
            EndTarget(request);
            return;
        }

        // Neither a control character nor one over ASCII nor a fragment stands in a target (RFC 3986 section 2).
        if (next <= Characters.Space || next >= Characters.Delete || next == '#')
        {
            request.Fail(HttpStatus.BadRequest);
            return;
        }

        if (--request.BytesLeft < 0)
        {
            request.Fail(HttpStatus.UriTooLong);
            return;
        }

        switch (request.Part)
        {
            case RequestPart.TargetStart:
                ReadTargetStart(request, next);
                break;
            case RequestPart.TargetScheme:
                ReadScheme(request, next);
                break;
            case RequestPart.TargetSlashes:
                ReadSlash(request, next);
                break;
            case RequestPart.TargetAuthority:
                ReadAuthority(request, next);
                break;
            case RequestPart.TargetPath:
                if (next == '?')
                {
                    request.Part = RequestPart.TargetQuery;
                }
                else
                {
                    Append(request, next);
                }

                break;
        }
    }

    /// <summary>Tells the forms of a target apart (RFC 9112 section 3.2) by its first byte.</summary>
    private static void ReadTargetStart(Request request, int next)
    {
        if (request.Method == HttpMethod.Other)
        {
            // Any form may go with CONNECT, OPTIONS and others; none of them is served.
            request.Part = RequestPart.TargetQuery;
            return;
        }

        request.Part = next == '/' ? RequestPart.TargetPath : RequestPart.TargetScheme;
        Append(request, next);
    }

    private static void ReadScheme(Request request, int next)
    {
        if (next != ':')
        {
            Append(request, next);
        }
        else if (Schemes.FindIgnoringCase(request.Text, Request.WordStart, request.WordLength) != TokenTable.NotFound)
        {
            request.WordLength = 0;
            request.Part = RequestPart.TargetSlashes;
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void ReadSlash(Request request, int next)
    {
        if (next != '/')
        {
            request.Fail(HttpStatus.BadRequest);
        }
        else if (++request.WordLength == SlashCount)
        {
            request.WordLength = 0;
            request.Part = RequestPart.TargetAuthority;
        }
    }

    private void ReadAuthority(Request request, int next)
    {
        if (next == '/' || next == '?')
        {
            EndAuthority(request, next == '?' ? RequestPart.TargetQuery : RequestPart.TargetPath);
        }
        else if (request.AuthorityLength < Request.MaxAuthorityLength)
        {
            request.Text[Request.AuthorityStart + request.AuthorityLength++] = (byte)next;
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    /// <summary>Judges an authority and starts the path behind it: "/", also when nothing follows (RFC 9112 section 3.2.2).</summary>
    private void EndAuthority(Request request, RequestPart nextPart)
    {
        request.Part = nextPart;
        request.Flags |= RequestFlags.TargetHasHost;
        Append(request, '/');

        // An empty one http does not allow (RFC 9110 section 4.2.1).
        if (request.AuthorityLength == 0 || !request.NoteHost(_access.Hosts.Judge(request.Text, Request.AuthorityStart, request.AuthorityLength)))
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private void EndTarget(Request request)
    {
        if (request.Part == RequestPart.TargetAuthority)
        {
            EndAuthority(request, RequestPart.TargetPath);
        }

        if (request.Part != RequestPart.TargetPath && request.Part != RequestPart.TargetQuery)
        {
            request.Fail(HttpStatus.BadRequest);
            return;
        }

        request.Path = _paths.Find(request.Text, Request.WordStart, request.WordLength);
        request.WordLength = 0;
        request.Part = RequestPart.Version;
    }

    private static void ReadVersion(Request request, int next)
    {
        if (next == Characters.CarriageReturn)
        {
            EndVersion(request);
        }
        else if (request.WordLength < VersionLength)
        {
            Append(request, next);
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void EndVersion(Request request)
    {
        byte[] text = request.Text;
        const int Start = Request.WordStart;
        bool isVersion = request.WordLength == VersionLength
            && text[Start] == 'H' && text[Start + 1] == 'T' && text[Start + 2] == 'T' && text[Start + 3] == 'P'
            && text[Start + 4] == '/' && Characters.IsDigit(text[Start + 5]) && text[Start + 6] == '.' && Characters.IsDigit(text[Start + 7]);
        if (!isVersion)
        {
            request.Fail(HttpStatus.BadRequest);
        }
        else if (text[Start + 5] != '1')
        {
            request.Fail(HttpStatus.VersionNotSupported);
        }
        else
        {
            request.Flags |= text[Start + 7] == '0' ? RequestFlags.Http10 : 0;
            request.Part = RequestPart.RequestLineEnd;
        }
    }

    private static void ReadLineFeed(Request request, int next, RequestPart nextPart)
    {
        if (next == Characters.LineFeed)
        {
            request.Part = nextPart;
            request.WordLength = 0;
            request.BytesLeft = HeaderReader.MaxSize;
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void Append(Request request, int next)
    {
        // A path longer than the buffer is longer than any that is served.
        if (request.WordLength < Request.MaxWordLength)
        {
            request.Text[Request.WordStart + request.WordLength++] = (byte)next;
        }
    }
}
