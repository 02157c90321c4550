using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Notes what token a request offers: in <c>Authorization</c>, or among the subprotocols.</summary>
internal static class CredentialsReader
{
    // A browser's WebSocket can offer a token nowhere else than among its subprotocols.
    private static readonly Word TokenPrefix = new Word("token.");

    /// <summary>Takes a subprotocol if it is a token.</summary>
    /// <returns>Whether it is one.</returns>
    internal static bool AddSubprotocol(RequestState request, AccessRules access, byte[] buffer, int offset, int length)
    {
        if (!access.HasTokens || length < TokenPrefix.Length || !TokenPrefix.IsAt(buffer, offset, ignoresCase: false))
        {
            return false;
        }

        OfferToken(request, access, true, buffer, offset + TokenPrefix.Length, length - TokenPrefix.Length);
        return true;
    }

    /// <summary>
    /// Takes a scheme, or what goes with it (RFC 9110 section 11.4). Other schemes than Bearer may be a proxy's and say nothing here; so
    /// may Basic, except where the resource has asked for it.
    /// </summary>
    internal static void AddAuthorization(
        RequestState request, AccessRules access, Resource resource, byte[] buffer, int offset, int length)
    {
        if ((request.Flags & RequestFlags.HasAuthorizationScheme) == 0)
        {
            int scheme = FieldWord.Table.FindIgnoringCase(buffer, offset, length);
            request.Flags |= RequestFlags.HasAuthorizationScheme;
            request.Flags |= scheme == FieldWord.Bearer ? RequestFlags.SchemeIsBearer : 0;
            if (scheme == FieldWord.Basic && resource != null && resource.AcceptsPassword && access.HasTokens)
            {
                request.FieldName = HeaderName.BasicCredentials;
            }
        }
        else if ((request.Flags & RequestFlags.SchemeIsBearer) != 0 && access.HasTokens)
        {
            OfferToken(request, access, false, buffer, offset, length);
        }
    }

    /// <summary>Takes what comes after the scheme <c>Basic</c> (RFC 7617 section 2): the password is the token.</summary>
    internal static void AddBasic(RequestState request, AccessRules access, byte[] buffer, int offset, int length)
    {
        byte[] password = BasicCredentials.PasswordOf(buffer, offset, length);
        if (password == null)
        {
            request.Flags |= RequestFlags.OffersToken | RequestFlags.TokenIsWrong;
        }
        else
        {
            OfferToken(request, access, false, password, 0, password.Length);
        }
    }

    private static void OfferToken(RequestState request, AccessRules access, bool isBase64Url, byte[] buffer, int offset, int length)
    {
        // Only one counts, or each request would be many guesses.
        bool isSecond = (request.Flags & RequestFlags.OffersToken) != 0;
        request.Flags |= RequestFlags.OffersToken;
        request.Flags |= isSecond ? RequestFlags.TokenIsWrong : access.CheckToken(isBase64Url, buffer, offset, length);
    }
}
