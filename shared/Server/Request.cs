using System.Text;
using Sensorcast.Http;
using Sensorcast.Text;

namespace Sensorcast.Server;

/// <summary>A whole request, as a <see cref="RequestRoute"/> sees it. Valid until the route returns.</summary>
public sealed class Request
{
    private readonly FormFields _query = new FormFields();
    private readonly FormFields _form = new FormFields();
    private RequestContent _content;
    private string[] _fieldNames;
    private RequestState _state;
    private ITransport _transport;

    /// <summary>
    /// The index of the client's slot, 0 to <see cref="ServerOptions.MaxClients"/> - 1: for what a route keeps while it answers in pieces.
    /// </summary>
    public int Slot { get; private set; }

    /// <summary>The method; for HEAD it is <see cref="HttpMethod.Get"/>, since the answer is the same without its body.</summary>
    public HttpMethod Method => _state.Method == HttpMethod.Head ? HttpMethod.Get : _state.Method;

    /// <summary>The parameters in the query.</summary>
    public FormFields Query => _query;

    /// <summary>The body as the fields of a form.</summary>
    public FormFields Form => _form;

    /// <summary>Holds the body.</summary>
    public byte[] Body => _content.Bytes;

    /// <summary>The offset of the body's first byte in <see cref="Body"/>.</summary>
    public int BodyStart => _content.Body.Start;

    /// <summary>The size of the body in bytes.</summary>
    public int BodyLength => _content.Body.Length;

    /// <summary>
    /// Whether the client may change something: it has offered <see cref="ServerOptions.Token"/>, or there is no such token.
    /// </summary>
    public bool MaySet => _state.MaySet;

    /// <summary>The client's address and port, for people to read.</summary>
    public string RemoteAddress => _transport.RemoteAddress;

    /// <summary>Reads the body as text.</summary>
    /// <param name="text">Gets the text.</param>
    /// <returns><see langword="false"/> when the body is not UTF-8, or has a NUL, which no string of the board holds.</returns>
    public bool TryGetText(out string text)
    {
        bool isText = Utf8Validator.Append(Utf8Validator.Complete, Body, BodyStart, BodyLength) == Utf8Validator.Complete;
        for (int i = 0; i < BodyLength; i++)
        {
            isText &= Body[BodyStart + i] != 0;
        }

        text = isText ? Encoding.UTF8.GetString(Body, BodyStart, BodyLength) : null;
        return isText;
    }

    /// <summary>What follows the route's path and a slash, decoded, which this allocates; empty where nothing does.</summary>
    public string Subpath =>
        HasSubpath ? Encoding.UTF8.GetString(_content.Bytes, _content.Subpath.Start, _content.Subpath.Length) : string.Empty;

    /// <summary>Whether anything follows the route's path and a slash.</summary>
    public bool HasSubpath => _content.Subpath != null && _content.Subpath.Length > 0;

    /// <summary>Whether what follows the route's path and a slash is this.</summary>
    /// <param name="text">ASCII.</param>
    public bool IsSubpath(string text)
    {
        ByteRange subpath = _content.Subpath;
        bool isSame = HasSubpath && subpath.Length == text.Length;
        for (int i = 0; isSame && i < text.Length; i++)
        {
            isSame = _content.Bytes[subpath.Start + i] == text[i];
        }

        return isSame;
    }

    /// <summary>How much the client likes to get a media type (RFC 9110 section 12.5.1). The route names <c>accept</c>.</summary>
    /// <param name="mediaType">The media type in lower case, without parameters, such as <c>application/json</c>.</param>
    /// <returns>0 (not at all) to 1,000; 1,000 for a client that does not say.</returns>
    public int QualityOf(string mediaType)
    {
        for (int i = 0; _fieldNames != null && i < _fieldNames.Length; i++)
        {
            ByteRange range = _content.Field(i);
            if (_fieldNames[i] == "accept" && range.Length > 0)
            {
                return AcceptField.QualityOf(_content.Bytes, range, mediaType);
            }
        }

        return AcceptField.MaxQuality;
    }

    /// <summary>Reads a header field that the route has named.</summary>
    /// <param name="name">Its name, as the route has written it.</param>
    /// <returns>The value, which this allocates; <see langword="null"/> when the request does not have the field.</returns>
    public string Field(string name)
    {
        for (int i = 0; _fieldNames != null && i < _fieldNames.Length; i++)
        {
            ByteRange range = _content.Field(i);
            if (_fieldNames[i] == name && range.Length > 0)
            {
                return Encoding.UTF8.GetString(_content.Bytes, range.Start, range.Length);
            }
        }

        return null;
    }

    internal void Set(string[] fieldNames, RequestState state, RequestContent content, ITransport transport, int slot)
    {
        Slot = slot;
        _fieldNames = fieldNames;
        _state = state;
        _content = content;
        _transport = transport;
        _query.Set(content.Bytes, content.Query);
        _form.Set(content.Bytes, content.Body);
    }
}
