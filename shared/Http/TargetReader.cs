using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// Reads a request target (RFC 9112 section 3.2): for which host it is, if it says so, and which of the served paths it means.
/// </summary>
internal sealed class TargetReader
{
    /// <summary>The maximum size of a target in bytes; a longer one is answered 414.</summary>
    internal const int MaxLength = 256;

    private const int SlashCount = 2; // of "http://"

    private readonly ResourceTable _resources;
    private readonly AccessRules _access;
    private readonly RequestContent _content;

    internal TargetReader(ResourceTable resources, AccessRules access, RequestContent content)
    {
        _resources = resources;
        _access = access;
        _content = content;
    }

    /// <summary>Reads a byte of the target, or the space after it.</summary>
    internal void Read(RequestState request, int next)
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
                    StartQuery(request);
                }
                else
                {
                    request.KeepByte(next);
                }

                break;
            case RequestPart.TargetQuery:
                if (_content.Owner == request)
                {
                    _content.AppendQuery(next);
                }

                break;
        }
    }

    /// <summary>Distinguishes the forms of a target (RFC 9112 section 3.2) by its first byte.</summary>
    private static void ReadStart(RequestState request, int next)
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

    private static void ReadScheme(RequestState request, int next)
    {
        if (next != ':')
        {
            request.KeepByte(next);
            return;
        }

        int scheme = UriScheme.Table.FindIgnoringCase(request.Text, RequestState.WordStart, request.WordLength);
        if (scheme is not (UriScheme.Http or UriScheme.Https))
        {
            request.Fail(HttpStatus.BadRequest);
            return;
        }

        request.WordLength = 0;
        request.Part = RequestPart.TargetSlashes;
    }

    private static void ReadSlash(RequestState request, int next)
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

    private void ReadAuthority(RequestState request, int next)
    {
        if (next == '/' || next == '?')
        {
            EndAuthority(request);
            if (next == '?' && request.Error == 0)
            {
                StartQuery(request);
            }
        }
        else if (request.AuthorityLength < RequestState.MaxAuthorityLength)
        {
            request.Text[RequestState.AuthorityStart + request.AuthorityLength++] = (byte)next;
        }
        else
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    /// <summary>Checks an authority and starts the path after it: "/", also when nothing follows (RFC 9112 section 3.2.2).</summary>
    private void EndAuthority(RequestState request)
    {
        request.Part = RequestPart.TargetPath;
        request.Flags |= RequestFlags.TargetHasHost;
        request.KeepByte('/');

        // An empty one http does not allow (RFC 9110 section 4.2.1).
        if (request.AuthorityLength == 0
            || !request.NoteHost(_access.Hosts.Check(request.Text, RequestState.AuthorityStart, request.AuthorityLength)))
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private void EndTarget(RequestState request)
    {
        if (request.Part == RequestPart.TargetAuthority)
        {
            EndAuthority(request);
        }

        if (request.Part == RequestPart.TargetPath)
        {
            EndPath(request);
        }
        else if (request.Part != RequestPart.TargetQuery)
        {
            request.Fail(HttpStatus.BadRequest);
        }

        if (request.Error == 0)
        {
            request.Part = RequestPart.Version;
        }
    }

    private void EndPath(RequestState request)
    {
        int length = request.WordLength;
        request.WordLength = 0;
        request.NotePath(_resources.Paths.Find(request.Text, RequestState.WordStart, length), _resources);
        if (request.Path == TokenTable.NotFound)
        {
            FindAbove(request, length);
        }
    }

    /// <summary>Finds the resource that the path is below, and has what follows its path kept.</summary>
    private void FindAbove(RequestState request, int length)
    {
        request.NotePath(_resources.FindAbove(request.Text, RequestState.WordStart, length), _resources);
        Resource resource = _resources.At(request.Path);
        if (resource == null)
        {
            return;
        }

        int skipped = resource.Path.Length + 1;
        if (length > RequestState.MaxWordLength)
        {
            // It was cut short, and would name something else.
            request.Fail(HttpStatus.UriTooLong);
        }
        else if (!_content.TryTake(request))
        {
            request.Fail(HttpStatus.ServiceUnavailable);
        }
        else if (!_content.KeepSubpath(request.Text, RequestState.WordStart + skipped, length - skipped))
        {
            request.Fail(HttpStatus.BadRequest);
        }
    }

    private void StartQuery(RequestState request)
    {
        EndPath(request);
        if (request.Error != 0)
        {
            return;
        }

        request.Part = RequestPart.TargetQuery;
        Resource resource = _resources.At(request.Path);
        if (resource != null && resource.KeepsContent && !_content.TryTake(request))
        {
            request.Fail(HttpStatus.ServiceUnavailable);
        }
    }
}
