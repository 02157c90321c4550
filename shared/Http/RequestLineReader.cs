using System;
using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Reads a request line (RFC 9112 section 3): the method, which of the served paths is meant, and the version.</summary>
internal sealed class RequestLineReader
{
    private const int MaxMethodLength = 20;
    private const int VersionLength = 8;
    private const int UsualMethodLength = 4;

    // Of nearly every request line, as it is read from a buffer at once.
    private static readonly int UsualMethod = BitConverter.ToInt32(Encoding.UTF8.GetBytes("GET "), 0);
    private static readonly long UsualVersion = BitConverter.ToInt64(Encoding.UTF8.GetBytes("HTTP/1.1"), 0);

    private static readonly Word VersionStart = new Word("HTTP/");

    private readonly ResourceTable _resources;
    private readonly TargetReader _target;

    internal RequestLineReader(ResourceTable resources, AccessRules access, RequestContent content)
    {
        _resources = resources;
        _target = new TargetReader(resources, access, content);
    }

    /// <summary>Reads up to the end of the line, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(RequestState request, byte[] buffer, int position, int end)
    {
        if (request.Part == RequestPart.Start)
        {
            position = ReadUsualLine(request, buffer, position, end);
        }

        while (position < end && request.Part < RequestPart.FieldName)
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
                    ReadLineFeed(request, next, RequestPart.FieldName);
                    break;
                default:
                    _target.Read(request, next);
                    break;
            }
        }

        return position;
    }

    /// <summary>Takes a line at once that is whole, and is a GET of a path that is served.</summary>
    /// <returns>The offset after it, or of its first byte if it is another.</returns>
    private int ReadUsualLine(RequestState request, byte[] buffer, int position, int end)
    {
        int target = position + UsualMethodLength;
        if (target >= end || BitConverter.ToInt32(buffer, position) != UsualMethod)
        {
            return position;
        }

        int path = _resources.Paths.FindBefore(Characters.Space, buffer, target, end, ignoresCase: false, out int targetEnd);
        if (path == TokenTable.NotFound)
        {
            return position;
        }

        int version = targetEnd + 1;
        int lineFeed = version + VersionLength + 1;
        if (lineFeed >= end || BitConverter.ToInt64(buffer, version) != UsualVersion || buffer[lineFeed - 1] != Characters.CarriageReturn
            || buffer[lineFeed] != Characters.LineFeed)
        {
            return position;
        }

        request.Method = HttpMethod.Get;
        request.NotePath(path, _resources);
        StartHeader(request);
        return lineFeed + 1;
    }

    private static void ReadStart(RequestState request, int next)
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

    private static void ReadMethod(RequestState request, int next)
    {
        int length = request.WordLength;
        if (next == Characters.Space && length > 0)
        {
            StartTarget(request, MethodName.Find(request.Text, RequestState.WordStart, length));
        }
        else if (Characters.Is(Characters.Token, next) && length < MaxMethodLength)
        {
            request.KeepByte(next);
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void StartTarget(RequestState request, HttpMethod method)
    {
        request.Method = method;
        request.WordLength = 0;
        request.BytesLeft = TargetReader.MaxLength;
        request.Part = RequestPart.TargetStart;
    }

    private static void ReadVersion(RequestState request, int next)
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

    private static void EndVersion(RequestState request)
    {
        byte[] text = request.Text;
        const int Start = RequestState.WordStart;
        bool isVersion = request.WordLength == VersionLength
            && VersionStart.IsAt(text, Start, ignoresCase: false) && Characters.IsDigit(text[Start + 5]) && text[Start + 6] == '.'
            && Characters.IsDigit(text[Start + 7]);
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

    private static void ReadLineFeed(RequestState request, int next, RequestPart nextPart)
    {
        if (next == Characters.LineFeed)
        {
            StartHeader(request);
            request.Part = nextPart;
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private static void StartHeader(RequestState request)
    {
        request.Part = RequestPart.FieldName;
        request.WordLength = 0;
        request.BytesLeft = HeaderReader.MaxSize;
    }
}
