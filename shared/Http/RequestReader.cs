namespace Sensorcast.Http;

/// <summary>
/// Reads one request (RFC 9112) from bytes in pieces of any size. Never throws for what the bytes say: a request that breaks a rule is
/// an <see cref="Error"/> with the status to answer, as soon as the byte that breaks it is read.
/// </summary>
/// <remarks>
/// Costs about 600 bytes of heap however long the request is, and allocates nothing after its construction. Bytes
/// that follow the request are left: they belong to the protocol that comes next.
/// </remarks>
public sealed class RequestReader
{
    private readonly RequestLineReader _line;
    private readonly HeaderReader _header;
    private readonly RequestFields _fields;

    /// <summary>Makes a reader.</summary>
    /// <param name="paths">The paths that are served, each up to 31 bytes; <see cref="Path"/> is an index into them.</param>
    /// <param name="subprotocols">
    /// The subprotocols that are spoken, in lower case; <see cref="Subprotocol"/> is an index into them.
    /// </param>
    public RequestReader(TokenTable paths, TokenTable subprotocols)
    {
        _line = new RequestLineReader(paths);
        _fields = new RequestFields(subprotocols);
        _header = new HeaderReader(_fields);
        Reset();
    }

    /// <summary>Whether the whole request has been read and no rule of HTTP is broken.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The status to refuse the request with (see <see cref="HttpStatus"/>), or 0.</summary>
    public int Error { get; private set; }

    /// <summary>Whether any byte has been read.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The method, once the request is complete.</summary>
    public HttpMethod Method => _line.Method;

    /// <summary>The index of the path asked for, or <see cref="TokenTable.NotFound"/>, once the request is complete.</summary>
    public int Path => _line.Path;

    /// <summary>The first subprotocol offered that is spoken, or <see cref="TokenTable.NotFound"/>.</summary>
    public int Subprotocol => _fields.Subprotocol;

    /// <summary>The <c>Sec-WebSocket-Key</c>, 24 bytes from index 0 on, if the decision was to upgrade.</summary>
    public byte[] Key => _fields.Key;

    /// <summary>The digit behind <c>HTTP/1.</c></summary>
    internal int MinorVersion => _line.MinorVersion;

    /// <summary>What the header fields said.</summary>
    internal RequestFields Fields => _fields;

    /// <summary>Starts a new request.</summary>
    public void Reset()
    {
        _line.Reset();
        _header.Reset();
        _fields.Reset();
        IsComplete = false;
        Error = 0;
        HasStarted = false;
    }

    /// <summary>Reads bytes up to the end of the request, or to an error.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>How many bytes were consumed; fewer than <paramref name="count"/> only at the end or with an error.</returns>
    public int Read(byte[] buffer, int offset, int count)
    {
        if (IsComplete || Error != 0 || count == 0)
        {
            return 0;
        }

        HasStarted = true;
        int end = offset + count;
        int position = _line.Read(buffer, offset, end);
        Error = _line.Error;
        if (_line.IsComplete)
        {
            position = _header.Read(buffer, position, end);
            Error = _header.Error;
            if (_header.IsComplete)
            {
                Complete();
            }
        }

        return position - offset;
    }

    private void Complete()
    {
        // A request of HTTP/1.1 names its host, once (RFC 9112 section 3.2); HTTP/1.0 had no such field.
        bool lacksHost = !_fields.HasHost && MinorVersion > 0;
        if (lacksHost || _fields.Contradicts)
        {
            Error = HttpStatus.BadRequest;
        }
        else
        {
            IsComplete = true;
        }
    }
}
