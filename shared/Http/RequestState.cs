using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// What a <see cref="RequestReader"/> must remember of one request from one read to the next, and in the end what it says. It keeps only
/// what the answer depends on, so its size does not depend on how long the request is; and on the board a field costs 12 bytes whatever it
/// holds.
/// </summary>
public sealed class RequestState
{
    /// <summary>The longest <c>Host</c>, and the longest host of an <c>Origin</c>, in bytes.</summary>
    internal const int MaxAuthorityLength = 128;

    /// <summary>The longest word that is kept whole: an <c>Origin</c> of "https://" and a host.</summary>
    internal const int MaxWordLength = 8 + MaxAuthorityLength;

    /// <summary>The length of a <c>Sec-WebSocket-Key</c>: 16 bytes in base64 (RFC 6455 section 4.1).</summary>
    internal const int KeyLength = 24;

    // What is where in Text.
    internal const int AuthorityStart = 0;
    internal const int WordStart = AuthorityStart + MaxAuthorityLength;
    internal const int KeyStart = WordStart + MaxWordLength;

    internal const int TextSize = KeyStart + KeyLength;

    /// <summary>Holds the host or the origin, whichever came first; a word that was cut between two reads; and the key.</summary>
    internal readonly byte[] Text = new byte[TextSize];

    internal RequestPart Part;
    internal RequestFlags Flags;

    /// <summary>How much of a word is in <see cref="Text"/> because the read before ended within it.</summary>
    internal int WordLength;

    /// <summary>The header fields that the resource wants to read, or <see langword="null"/>.</summary>
    internal TokenTable WantedFields;

    /// <summary>The header field that is being read.</summary>
    internal int FieldName;

    /// <summary>How many more bytes the part may have that is being read: the target, or the header section.</summary>
    internal int BytesLeft;

    internal int AuthorityLength;

    /// <summary>The next free one of its owner, which may have several.</summary>
    internal RequestState NextFree;

    /// <summary>The value of <c>Content-Length</c>; above <see cref="int.MaxValue"/>, that value.</summary>
    public int ContentLength { get; internal set; }

    /// <summary>The status to refuse the request with (see <see cref="HttpStatus"/>), or 0.</summary>
    public int Error { get; internal set; }

    /// <summary>The method, once the request is complete.</summary>
    public HttpMethod Method { get; internal set; }

    /// <summary>The index of the path asked for, or <see cref="TokenTable.NotFound"/>, once the request is complete.</summary>
    public int Path { get; internal set; }

    /// <summary>The index of the first subprotocol offered that is spoken, or <see cref="TokenTable.NotFound"/>.</summary>
    public int Subprotocol { get; internal set; }

    /// <summary>Whether any byte has been read.</summary>
    public bool HasStarted => (Flags & RequestFlags.Started) != 0;

    /// <summary>Whether the whole request has been read and no rule of HTTP is broken.</summary>
    public bool IsComplete => Part == RequestPart.Ended && Error == 0;

    /// <summary>Whether the client has the representation of its path already, by its entity tag.</summary>
    public bool EntityTagMatches => (Flags & RequestFlags.EntityTagMatches) != 0;

    /// <summary>Whether the client has offered a token. Always no where none is configured.</summary>
    public bool OffersToken => (Flags & RequestFlags.OffersToken) != 0;

    /// <summary>Whether the token is not one of those that are configured, or more than one was offered.</summary>
    public bool TokenIsWrong => (Flags & RequestFlags.TokenIsWrong) != 0;

    /// <summary>Whether the client may read, by its token or because all clients may.</summary>
    public bool MayRead => (Flags & (RequestFlags.MayRead | RequestFlags.TokenIsWrong)) == RequestFlags.MayRead;

    /// <summary>Whether the client may set actuators, by its token or because all clients may.</summary>
    public bool MaySet => (Flags & (RequestFlags.MaySet | RequestFlags.TokenIsWrong)) == RequestFlags.MaySet;

    /// <summary>Whether the request brings a body.</summary>
    public bool HasBody => (Flags & RequestFlags.HasBody) != 0;

    /// <summary>Whether the client waits for a 100 before it sends the body (RFC 9110 section 10.1.1).</summary>
    public bool ExpectsContinue => (Flags & (RequestFlags.ExpectsContinue | RequestFlags.Http10)) == RequestFlags.ExpectsContinue;

    /// <summary>Holds the <c>Sec-WebSocket-Key</c>, if the decision was to upgrade.</summary>
    public byte[] KeyBuffer => Text;

    /// <summary>The offset of the key in <see cref="KeyBuffer"/>.</summary>
    public static int KeyOffset => KeyStart;

    /// <summary>Whether <c>Host</c> has named a host.</summary>
    internal bool HostIsKnown => (Flags & RequestFlags.HostIsKnown) != 0;

    /// <summary>Starts a new request.</summary>
    public void Reset()
    {
        Part = RequestPart.Start;
        Flags = 0;
        WordLength = 0;
        BytesLeft = 0;
        AuthorityLength = 0;
        ContentLength = 0;
        Error = 0;
        WantedFields = null;
        Path = TokenTable.NotFound;
        Subprotocol = TokenTable.NotFound;
    }

    /// <summary>Notes what <see cref="HostRule.Check"/> says of the host that the request is for.</summary>
    /// <returns><see langword="false"/> when it makes the request malformed.</returns>
    internal bool NoteHost(int verdict)
    {
        if (verdict == HttpStatus.MisdirectedRequest)
        {
            Flags |= RequestFlags.HostIsForeign;
        }

        return verdict != HttpStatus.BadRequest;
    }

    /// <summary>Notes which resource the request is for.</summary>
    /// <param name="path">The index of its path, or <see cref="TokenTable.NotFound"/>.</param>
    /// <param name="resources">What is served.</param>
    internal void NotePath(int path, ResourceTable resources)
    {
        Path = path;
        WantedFields = path == TokenTable.NotFound ? null : resources.At(path).FieldNames;
    }

    /// <summary>Ends the request with a refusal.</summary>
    internal void Fail(int status)
    {
        Error = status;
        Part = RequestPart.Ended;
    }

    /// <summary>Keeps a byte of a word; those over <see cref="MaxWordLength"/> only count, as with <see cref="KeepWord"/>.</summary>
    internal void KeepByte(int next)
    {
        if (WordLength < MaxWordLength)
        {
            Text[WordStart + WordLength++] = (byte)next;
        }
        else
        {
            WordLength = MaxWordLength + 1;
        }
    }

    /// <summary>Keeps bytes of a word that the read ends within; those over <see cref="MaxWordLength"/> only count.</summary>
    internal void KeepWord(byte[] buffer, int offset, int count)
    {
        int room = MaxWordLength - WordLength;
        if (room > 0)
        {
            System.Array.Copy(buffer, offset, Text, WordStart + WordLength, count < room ? count : room);
        }

        // One more than fits says that the word has been cut short.
        WordLength = count <= room ? WordLength + count : MaxWordLength + 1;
    }
}
