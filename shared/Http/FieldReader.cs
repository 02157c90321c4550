using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Notes what the header fields say that the answer depends on.</summary>
internal sealed class FieldReader
{
    private const int KeyPadLength = 2;

    private static readonly Word TokenPrefix = new Word("token.");

    private readonly ResourceTable _resources;
    private readonly AccessRules _access;
    private readonly AuthorityReader _authorities;

    internal FieldReader(ResourceTable resources, AccessRules access)
    {
        _resources = resources;
        _access = access;
        _authorities = new AuthorityReader(access);
    }

    /// <summary>Notes that a field begins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">One of <see cref="HeaderName"/>, or <see cref="TokenTable.NotFound"/>.</param>
    /// <returns><see langword="false"/> when the field makes the request malformed.</returns>
    internal static bool StartField(RequestState request, int name)
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
            case HeaderName.TransferEncoding:
                request.Flags |= RequestFlags.HasTransferEncoding | RequestFlags.HasBody;
                return (before & RequestFlags.HasContentLength) == 0;
            default:
                return true;
        }
    }

    /// <summary>Takes a comma: it parts the members of a list, and what is no list has none.</summary>
    /// <param name="request">The request, with the field's name.</param>
    /// <returns><see langword="false"/> when the comma makes the request malformed.</returns>
    internal static bool AddComma(RequestState request)
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

    /// <summary>Notes that a field ends.</summary>
    /// <param name="request">The request, with the field's name.</param>
    /// <returns><see langword="false"/> when what the field lacks makes the request malformed.</returns>
    internal static bool EndField(RequestState request)
    {
        return request.FieldName != HeaderName.ContentLength || (request.Flags & RequestFlags.LengthIsKnown) != 0;
    }

    /// <summary>
    /// Takes a value at once that is whole and as nearly every client writes it: a space, one word that is right, and the end of the line.
    /// </summary>
    /// <param name="request">The request, with the field's name.</param>
    /// <param name="buffer">Holds the value.</param>
    /// <param name="position">The value's first byte.</param>
    /// <param name="end">The offset after the last byte that has come.</param>
    /// <returns>The place of the CR, or the value's first byte if it is another.</returns>
    internal int AddUsualValue(RequestState request, byte[] buffer, int position, int end)
    {
        int start = position + 1;
        if (start >= end || buffer[position] != Characters.Space)
        {
            return position;
        }

        TokenTable words = WordsOf(request);
        if (words != null)
        {
            int word = words.FindBefore(Characters.CarriageReturn, buffer, start, end, ignoresCase: true, out int wordEnd);
            if (word != TokenTable.NotFound)
            {
                AddKnownWord(request, word);
                return wordEnd;
            }
        }
        else if (request.FieldName == HeaderName.WebSocketKey)
        {
            int keyEnd = start + RequestState.KeyLength;
            if (keyEnd < end && buffer[keyEnd] == Characters.CarriageReturn && IsKey(buffer, start, RequestState.KeyLength))
            {
                AddKey(request, true, buffer, start);
                return keyEnd;
            }
        }

        return position;
    }

    /// <summary>Takes one word of a field's value; commas and white space part words.</summary>
    /// <param name="request">The request, with the field's name.</param>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="length">
    /// The word's length; over <see cref="RequestState.MaxWordLength"/>, that it is longer is all that is known.
    /// </param>
    /// <returns><see langword="false"/> when the word makes the request malformed.</returns>
    internal bool AddWord(RequestState request, byte[] buffer, int offset, int length)
    {
        switch (request.FieldName)
        {
            case HeaderName.Host:
                return _authorities.AddHost(request, buffer, offset, length);
            case HeaderName.Origin:
                _authorities.AddOrigin(request, buffer, offset, length);
                return true;
            case HeaderName.WebSocketProtocol when IsToken(buffer, offset, length):
                OfferToken(request, true, buffer, offset + TokenPrefix.Length, length - TokenPrefix.Length);
                return true;
            case HeaderName.Connection:
            case HeaderName.Upgrade:
            case HeaderName.WebSocketVersion:
            case HeaderName.WebSocketProtocol:
            case HeaderName.Expect:
                TokenTable words = WordsOf(request);
                AddKnownWord(request, words == null ? TokenTable.NotFound : words.FindIgnoringCase(buffer, offset, length));
                return true;
            case HeaderName.WebSocketKey:
                AddKey(request, IsKey(buffer, offset, length), buffer, offset);
                return true;
            case HeaderName.Authorization:
                AddAuthorization(request, buffer, offset, length);
                return true;
            case HeaderName.BasicCredentials:
                OfferPassword(request, BasicCredentials.PasswordOf(buffer, offset, length));
                return true;
            case HeaderName.IfNoneMatch:
                AddEntityTag(request, buffer, offset, length);
                return true;
            case HeaderName.ContentLength:
                return AddContentLength(request, buffer, offset, length);
            default:
                return true;
        }
    }

    /// <summary>Takes a word of a field of which only some words mean anything.</summary>
    private static void AddKnownWord(RequestState request, int index)
    {
        switch (request.FieldName)
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

    /// <summary>The words that mean something in the field; which subprotocols do depends on the path.</summary>
    private TokenTable WordsOf(RequestState request)
    {
        switch (request.FieldName)
        {
            case HeaderName.Connection:
            case HeaderName.Upgrade:
            case HeaderName.WebSocketVersion:
            case HeaderName.Expect:
                return FieldWord.Table;
            case HeaderName.WebSocketProtocol:
                Resource resource = _resources.At(request.Path);
                return resource == null ? null : resource.Subprotocols;
            default:
                return null;
        }
    }

    private void AddEntityTag(RequestState request, byte[] buffer, int offset, int length)
    {
        Resource resource = _resources.At(request.Path);
        if (resource != null && resource.EntityTag != null && resource.EntityTag.IsMatchedBy(buffer, offset, length))
        {
            request.Flags |= RequestFlags.EntityTagMatches;
        }
    }

    /// <summary>Whether a subprotocol is a token: a browser's WebSocket can offer one nowhere else.</summary>
    private bool IsToken(byte[] buffer, int offset, int length)
    {
        return _access.HasTokens && length >= TokenPrefix.Length && TokenPrefix.IsAt(buffer, offset, ignoresCase: false);
    }

    /// <summary>
    /// Takes a scheme, or what goes with it (RFC 9110 section 11.4). Other schemes than Bearer may be a proxy's and say nothing here; so
    /// may Basic, except where the resource has asked for it.
    /// </summary>
    private void AddAuthorization(RequestState request, byte[] buffer, int offset, int length)
    {
        if ((request.Flags & RequestFlags.HasAuthorizationScheme) == 0)
        {
            int scheme = FieldWord.Table.FindIgnoringCase(buffer, offset, length);
            Resource resource = _resources.At(request.Path);
            request.Flags |= RequestFlags.HasAuthorizationScheme;
            request.Flags |= scheme == FieldWord.Bearer ? RequestFlags.SchemeIsBearer : 0;
            if (scheme == FieldWord.Basic && resource != null && resource.AsksForPassword && _access.HasTokens)
            {
                request.FieldName = HeaderName.BasicCredentials;
            }
        }
        else if ((request.Flags & RequestFlags.SchemeIsBearer) != 0 && _access.HasTokens)
        {
            OfferToken(request, false, buffer, offset, length);
        }
    }

    private void OfferPassword(RequestState request, byte[] password)
    {
        if (password == null)
        {
            request.Flags |= RequestFlags.OffersToken | RequestFlags.TokenIsWrong;
        }
        else
        {
            OfferToken(request, false, password, 0, password.Length);
        }
    }

    private void OfferToken(RequestState request, bool isBase64Url, byte[] buffer, int offset, int length)
    {
        // Only one counts, or each request would be many guesses.
        bool isSecond = (request.Flags & RequestFlags.OffersToken) != 0;
        request.Flags |= RequestFlags.OffersToken;
        request.Flags |= isSecond ? RequestFlags.TokenIsWrong : _access.Judge(isBase64Url, buffer, offset, length);
    }

    private static void AddKey(RequestState request, bool isGood, byte[] buffer, int offset)
    {
        if (!isGood || (request.Flags & RequestFlags.HasKey) != 0)
        {
            request.Flags |= RequestFlags.BadKey;
            return;
        }

        request.Flags |= RequestFlags.HasKey;
        Array.Copy(buffer, offset, request.Text, RequestState.KeyStart, RequestState.KeyLength);
    }

    private static bool IsKey(byte[] buffer, int offset, int length)
    {
        if (length != RequestState.KeyLength || buffer[offset + length - 1] != '=' || buffer[offset + length - 2] != '=')
        {
            return false;
        }

        int pads = offset + length - KeyPadLength;
        return Characters.Skip(Characters.Base64, buffer, offset, pads) == pads;
    }

    private static bool AddContentLength(RequestState request, byte[] buffer, int offset, int length)
    {
        if (length > RequestState.MaxWordLength || (request.Flags & RequestFlags.LengthIsKnown) != 0)
        {
            return false;
        }

        request.Flags |= RequestFlags.LengthIsKnown;
        long value = 0;
        for (int i = offset; i < offset + length; i++)
        {
            if (!Characters.IsDigit(buffer[i]))
            {
                return false;
            }

            value = (value * 10) + (buffer[i] - '0');
            value = value < int.MaxValue ? value : int.MaxValue;
        }

        request.ContentLength = (int)value;
        request.Flags |= value > 0 ? RequestFlags.HasBody : 0;
        return true;
    }
}
