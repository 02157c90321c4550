namespace Sensorcast.Http;

/// <summary>
/// Reads requests (RFC 9112) from bytes in pieces of any size. Never throws for what the bytes say: a request that breaks a rule is a
/// <see cref="RequestState.Error"/> with the status to answer, as soon as the byte that breaks it is read.
/// </summary>
/// <remarks>
/// One reader serves any number of connections, since what is to be remembered of each request is its <see cref="RequestState"/>.
/// </remarks>
public sealed class RequestReader
{
    private readonly RequestLineReader _line;
    private readonly HeaderReader _header;
    private readonly RequestFlags _startFlags;

    /// <summary>Makes a reader.</summary>
    /// <param name="resources">What is served; <see cref="RequestState.Path"/> is an index into it.</param>
    /// <param name="access">The hosts, origins and tokens that are accepted.</param>
    /// <param name="content">Keeps what the resources ask for.</param>
    public RequestReader(ResourceTable resources, AccessRules access, RequestContent content)
    {
        _line = new RequestLineReader(resources, access, content);
        _header = new HeaderReader(new FieldReader(resources, access), content);
        _startFlags = RequestFlags.Started | access.OpenToAll;
    }

    /// <summary>
    /// Reads bytes up to the end of the request, or to an error. Bytes that follow the request are left: they belong to the protocol that
    /// comes next.
    /// </summary>
    /// <param name="request">What the bytes before said; moved on.</param>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>How many bytes were consumed; fewer than <paramref name="count"/> only at the end or with an error.</returns>
    public int Read(RequestState request, byte[] buffer, int offset, int count)
    {
        if (count == 0)
        {
            return 0;
        }

        request.Flags |= _startFlags;
        int end = offset + count;
        int position = offset;
        if (request.Part < RequestPart.FieldName)
        {
            position = _line.Read(request, buffer, position, end);
        }

        if (request.Part >= RequestPart.FieldName && request.Part != RequestPart.Ended)
        {
            position = _header.Read(request, buffer, position, end);
        }

        return position - offset;
    }
}
