using System.Text;

namespace Sensorcast.Http;

/// <summary>Reads a request line (RFC 9112 section 3): the method, which of the served paths is meant, and the version.</summary>
internal sealed class RequestLineReader
{
    private const int MaxMethodLength = 20;
    private const int VersionLength = 8;

    // How nearly every request line begins and ends: when that is here in one piece, it is taken at once.
    private static readonly byte[] UsualStart = Encoding.UTF8.GetBytes("GET ");
    private static readonly byte[] UsualEnd = Encoding.UTF8.GetBytes("HTTP/1.1\r\n");

    private static readonly TokenTable Methods = new TokenTable("GET", "HEAD");

    private readonly TargetReader _target;

    internal RequestLineReader(TokenTable paths, AccessRules access)
    {
        _target = new TargetReader(paths, access);
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
                case RequestPart.Start when StartsWith(UsualStart, buffer, position - 1, end):
                    position += UsualStart.Length - 1;
                    StartTarget(request, HttpMethod.Get);
                    break;
                case RequestPart.Start:
                    ReadStart(request, next);
                    break;
                case RequestPart.EmptyLineEnd:
                    ReadLineFeed(request, next, RequestPart.Start);
                    break;
                case RequestPart.Method:
                    ReadMethod(request, next);
                    break;
                case RequestPart.Version when request.WordLength == 0 && StartsWith(UsualEnd, buffer, position - 1, end):
                    position += UsualEnd.Length - 1;
                    ReadLineFeed(request, Characters.LineFeed, RequestPart.FieldStart);
                    break;
                case RequestPart.Version:
                    ReadVersion(request, next);
                    break;
                case RequestPart.RequestLineEnd:
                    ReadLineFeed(request, next, RequestPart.FieldStart);
                    break;
                default:
                    _target.Read(request, next);
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
            StartTarget(request, method == 0 ? HttpMethod.Get : method == 1 ? HttpMethod.Head : HttpMethod.Other);
        }
        else if (Characters.TokenToLower[next] != 0 && length < MaxMethodLength)
        {
            request.KeepByte(next);
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void StartTarget(Request request, HttpMethod method)
    {
        request.Method = method;
        request.WordLength = 0;
        request.BytesLeft = TargetReader.MaxLength;
        request.Part = RequestPart.TargetStart;
    }

    private static void ReadVersion(Request request, int next)
    {
        if (next == Characters.CarriageReturn)
        {
            EndVersion(request);
        }
        else if (request.WordLength < VersionLength)
        {
            request.KeepByte(next);
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

    private static bool StartsWith(byte[] text, byte[] buffer, int position, int end)
    {
        if (end - position < text.Length)
        {
            return false;
        }

        int matched = 0;
        while (matched < text.Length && text[matched] == buffer[position + matched])
        {
            matched++;
        }

        return matched == text.Length;
    }
}
