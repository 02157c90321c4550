using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// Reads the value of a header field that the answer depends on (RFC 9110 section 5.6), word by word, and notes what it says.
/// </summary>
internal sealed class FieldReader
{
    private readonly ResourceTable _resources;
    private readonly AccessRules _access;
    private readonly AuthorityReader _authorities;

    internal FieldReader(ResourceTable resources, AccessRules access)
    {
        _resources = resources;
        _access = access;
        _authorities = new AuthorityReader(access);
    }

    /// <summary>Reads a value from its first byte on; <see cref="Read"/> goes on where it is not whole.</summary>
    /// <param name="request">Gets what the value says.</param>
    /// <param name="name">One of <see cref="HeaderName"/>.</param>
    /// <param name="buffer">Holds the value.</param>
    /// <param name="position">The offset of its first byte.</param>
    /// <param name="end">The offset after the last byte that has come.</param>
    /// <returns>The offset of the control character that ends the value, or <paramref name="end"/>, or an offset after an error.</returns>
    internal int Start(RequestState request, int name, byte[] buffer, int position, int end)
    {
        request.FieldName = name;
        if (name <= HeaderName.LastNoted && !NoteField(request, name))
        {
            request.Fail(HttpStatus.BadRequest);
            return position;
        }

        // As nearly every client writes nearly every value: one space, one word, and the end of the line.
        int start = position + 1;
        if (start < end && buffer[position] == Characters.Space)
        {
            int wordEnd = AddUsualWord(request, name, buffer, start, end);
            if (wordEnd > start)
            {
                return wordEnd;
            }
        }

        return Read(request, buffer, position, end);
    }

    /// <summary>Reads a value, or what has come of it; white space and commas separate its words.</summary>
    /// <param name="request">Gets what the value says.</param>
    /// <param name="buffer">Holds it.</param>
    /// <param name="position">The offset of the first byte that has not been read.</param>
    /// <param name="end">The offset after the last byte that has come.</param>
    /// <returns>The offset of the control character that ends the value, or <paramref name="end"/>, or an offset after an error.</returns>
    internal int Read(RequestState request, byte[] buffer, int position, int end)
    {
        byte[] classes = Characters.Classes;
        bool isValid = true;
        while (position < end && isValid)
        {
            if ((classes[buffer[position]] & Characters.Word) != 0 || request.WordLength > 0)
            {
                int start = position;
                position = Characters.Skip(Characters.Word, buffer, position, end);
                if (position == end)
                {
                    request.KeepWord(buffer, start, end - start);
                    return end;
                }

                isValid = EndWord(request, buffer, start, position - start);
            }

            int next = buffer[position];
            if (next < Characters.Space && next != Characters.Tab)
            {
                isValid &= request.FieldName != HeaderName.ContentLength || (request.Flags & RequestFlags.LengthIsKnown) != 0;
                break;
            }

            isValid &= next != ',' || AddComma(request);
            position++;
        }

        if (!isValid)
        {
            request.Fail(HttpStatus.BadRequest);
        }

        return position;
    }

    /// <summary>Notes that a field is there.</summary>
    /// <returns><see langword="false"/> when that makes the request malformed.</returns>
    private static bool NoteField(RequestState request, int name)
    {
        RequestFlags before = request.Flags;
        switch (name)
        {
            case HeaderName.Host:
                request.Flags |= RequestFlags.HasHost;
                return (before & RequestFlags.HasHost) == 0;
            case HeaderName.Origin:
                request.Flags |= (before & RequestFlags.HasOrigin) == 0 ? RequestFlags.HasOrigin : RequestFlags.BadOrigin;
                return true;
            case HeaderName.ContentLength:
                // Two of these would frame a body in two ways (RFC 9112 section 6.3).
                request.Flags |= RequestFlags.HasContentLength;
                return (before & (RequestFlags.HasContentLength | RequestFlags.HasTransferEncoding)) == 0;
            default:
                request.Flags |= RequestFlags.HasTransferEncoding | RequestFlags.HasBody;
                return (before & RequestFlags.HasContentLength) == 0;
        }
    }

    /// <summary>Takes a word at once that is valid and all of the value.</summary>
    /// <returns>The offset of the CR after it, or of its first byte if it is another.</returns>
    private int AddUsualWord(RequestState request, int name, byte[] buffer, int start, int end)
    {
        TokenTable words;
        switch (name)
        {
            case HeaderName.Host:
                return _authorities.AddUsualHost(request, buffer, start, end);
            case HeaderName.Origin:
                return _authorities.AddOwnOrigin(request, buffer, start, end);
            case HeaderName.WebSocketKey:
                return KeyReader.AddUsual(request, buffer, start, end);
            case HeaderName.WebSocketProtocol:
                words = SubprotocolsOf(request);
                break;
            case HeaderName.Connection:
            case HeaderName.Upgrade:
            case HeaderName.WebSocketVersion:
            case HeaderName.Expect:
                words = FieldWord.Table;
                break;
            default:
                return start;
        }

        int wordEnd = start;
        int word = words == null ? TokenTable.NotFound
            : words.FindBefore(Characters.CarriageReturn, buffer, start, end, ignoresCase: true, out wordEnd);
        if (word == TokenTable.NotFound)
        {
            return start;
        }

        AddKnownWord(request, name, word);
        return wordEnd;
    }

    /// <summary>Takes the word that ends here; the start of it may have come with an earlier read.</summary>
    /// <returns><see langword="false"/> when the word makes the request malformed.</returns>
    private bool EndWord(RequestState request, byte[] buffer, int start, int length)
    {
        if (request.WordLength == 0)
        {
            return AddWord(request, buffer, start, length);
        }

        request.KeepWord(buffer, start, length);
        length = request.WordLength;
        request.WordLength = 0;
        return AddWord(request, request.Text, RequestState.WordStart, length);
    }

    /// <summary>Takes a word.</summary>
    /// <param name="request">The request, with the field's name.</param>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="length">
    /// The word's length; over <see cref="RequestState.MaxWordLength"/>, that it is longer is all that is known.
    /// </param>
    /// <returns><see langword="false"/> when the word makes the request malformed.</returns>
    private bool AddWord(RequestState request, byte[] buffer, int offset, int length)
    {
        int name = request.FieldName;
        switch (name)
        {
            case HeaderName.Host:
                return _authorities.AddHost(request, buffer, offset, length);
            case HeaderName.Origin:
                _authorities.AddOrigin(request, buffer, offset, length);
                return true;
            case HeaderName.WebSocketProtocol:
                TokenTable subprotocols = SubprotocolsOf(request);
                if (!CredentialsReader.AddSubprotocol(request, _access, buffer, offset, length) && subprotocols != null)
                {
                    AddKnownWord(request, name, subprotocols.FindIgnoringCase(buffer, offset, length));
                }

                return true;
            case HeaderName.WebSocketKey:
                KeyReader.Add(request, buffer, offset, length);
                return true;
            case HeaderName.Authorization:
                CredentialsReader.AddAuthorization(request, _access, _resources.At(request.Path), buffer, offset, length);
                return true;
            case HeaderName.BasicCredentials:
                CredentialsReader.AddBasic(request, _access, buffer, offset, length);
                return true;
            case HeaderName.IfNoneMatch:
                AddEntityTag(request, buffer, offset, length);
                return true;
            case HeaderName.ContentLength:
                return ContentLengthReader.Add(request, buffer, offset, length);
            case HeaderName.Connection:
            case HeaderName.Upgrade:
            case HeaderName.WebSocketVersion:
            case HeaderName.Expect:
                AddKnownWord(request, name, FieldWord.Table.FindIgnoringCase(buffer, offset, length));
                return true;
            default:
                return true;
        }
    }

    /// <summary>Takes a comma: it separates the members of a list, and what is not a list has none.</summary>
    /// <returns><see langword="false"/> when the comma makes the request malformed.</returns>
    private static bool AddComma(RequestState request)
    {
        switch (request.FieldName)
        {
            case HeaderName.Host:
            case HeaderName.ContentLength:
                return false;
            case HeaderName.Origin:
                request.Flags |= RequestFlags.BadOrigin;
                return true;
            case HeaderName.WebSocketKey:
                request.Flags |= RequestFlags.BadKey;
                return true;
            case HeaderName.WebSocketVersion:
                request.Flags |= RequestFlags.OtherVersion;
                return true;
            default:
                return true;
        }
    }

    /// <summary>Takes a word of a field of which only some words mean anything.</summary>
    private static void AddKnownWord(RequestState request, int name, int index)
    {
        switch (name)
        {
            case HeaderName.Connection:
                request.Flags |= index == FieldWord.Upgrade ? RequestFlags.ConnectionUpgrades : 0;
                break;
            case HeaderName.Upgrade:
                request.Flags |= index == FieldWord.WebSocket ? RequestFlags.UpgradeIsWebSocket : 0;
                break;
            case HeaderName.WebSocketVersion:
                bool is13 = index == FieldWord.Version13 && (request.Flags & RequestFlags.Version13) == 0;
                request.Flags |= is13 ? RequestFlags.Version13 : RequestFlags.OtherVersion;
                break;
            case HeaderName.Expect:
                request.Flags |= index == FieldWord.Continue ? RequestFlags.ExpectsContinue : 0;
                break;
            case HeaderName.WebSocketProtocol:
                request.Subprotocol = request.Subprotocol == TokenTable.NotFound ? index : request.Subprotocol;
                break;
        }
    }

    /// <summary>The subprotocols that are spoken at the request's path, or <see langword="null"/>.</summary>
    private TokenTable SubprotocolsOf(RequestState request)
    {
        Resource resource = _resources.At(request.Path);
        return resource == null ? null : resource.Subprotocols;
    }

    private void AddEntityTag(RequestState request, byte[] buffer, int offset, int length)
    {
        Resource resource = _resources.At(request.Path);
        if (resource != null && resource.EntityTag != null && resource.EntityTag.IsMatchedBy(buffer, offset, length))
        {
            request.Flags |= RequestFlags.EntityTagMatches;
        }
    }
}
