namespace Sensorcast.Http;

/// <summary>Reads a request line (RFC 9112 section 3): the method, which of the served paths is meant, and the version.</summary>
internal sealed class RequestLineReader
{
    /// <summary>The most bytes that a request target may have; a longer one is answered 414.</summary>
    internal const int MaxTargetLength = 256;

    private const int MaxMethodLength = 20;
    private const int VersionLength = 8;

    private static readonly TokenTable Methods = new TokenTable("GET", "HEAD");

    private readonly TokenTable _paths;

    internal RequestLineReader(TokenTable paths)
    {
        _paths = paths;
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
                request.Part = next == '/' ? RequestPart.TargetPath : RequestPart.TargetScheme;
                Append(request, next);
                break;
            case RequestPart.TargetScheme:
                // "scheme://": the second of two slashes ends it.
                if (next == '/' && request.Text[Request.WordStart] == '/')
                {
                    request.Part = RequestPart.TargetAuthority;
                }

                request.WordLength = 0;
                request.Text[Request.WordStart] = (byte)next;
                break;
            case RequestPart.TargetAuthority:
                if (next == '/')
                {
                    request.Part = RequestPart.TargetPath;
                    Append(request, next);
                }

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

    private void EndTarget(Request request)
    {
        if (request.Part == RequestPart.TargetAuthority)
        {
            // "http://host" means the path "/" (RFC 9112 section 3.2.2).
            Append(request, '/');
        }
        else if (request.Part == RequestPart.TargetScheme && request.Method != HttpMethod.Other)
        {
            // The authority and asterisk forms go with CONNECT and OPTIONS only (RFC 9112 section 3.2).
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
            && text[Start + 4] == '/' && IsDigit(text[Start + 5]) && text[Start + 6] == '.' && IsDigit(text[Start + 7]);
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

    private static bool IsDigit(int c)
    {
        return c >= '0' && c <= '9';
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
