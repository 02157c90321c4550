using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Reads a request target (RFC 9112 section 3.2): for which host it is, if it says so, and which of the served paths it means.</summary>
internal sealed class TargetReader
{
    /// <summary>The most bytes that a target may have; a longer one is answered 414.</summary>
    internal const int MaxLength = 256;

    private const int SlashCount = 2; // of "http://"

    private static readonly TokenTable Schemes = new TokenTable("http", "https");

    private readonly TokenTable _paths;
    private readonly AccessRules _access;

    internal TargetReader(TokenTable paths, AccessRules access)
    {
        _paths = paths;
        _access = access;
    }

    /// <summary>Reads a byte of the target, or the space behind it.</summary>
    internal void Read(Request request, int next)
    {
        if (next == Characters.Space && request.BytesLeft < MaxLength)
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
                ReadStart(request, next);
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
                    request.KeepByte(next);
                }

                break;
        }
    }

    /// <summary>Tells the forms of a target apart (RFC 9112 section 3.2) by its first byte.</summary>
    private static void ReadStart(Request request, int next)
    {
        if (request.Method == HttpMethod.Other)
        {
            // Any form may go with CONNECT, OPTIONS and others; none of them is served.
            request.Part = RequestPart.TargetQuery;
            return;
        }

        request.Part = next == '/' ? RequestPart.TargetPath : RequestPart.TargetScheme;
        request.KeepByte(next);
    }

    private static void ReadScheme(Request request, int next)
    {
        if (next != ':')
        {
            request.KeepByte(next);
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
        request.KeepByte('/');

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
}
