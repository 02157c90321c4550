using System;
using Sensorcast.Http;
using Sensorcast.Text;

namespace Sensorcast.Server;

/// <summary>
/// An answer that is computed for each request, from its query, its body and the header fields that the route names. All routes share one
/// place where a request is kept until it is whole, made for the first one; a request that comes while another one is in it, or when there
/// is no memory for it, gets a 503 with <c>Retry-After</c>.
/// </summary>
public abstract class RequestRoute : Route
{
    /// <summary>The maximum size of a body in bytes, unless the route says otherwise.</summary>
    public const int DefaultMaxBodySize = 1024;

    private readonly int _maxBodySize;
    private readonly TokenTable _fieldTable;

    /// <summary>Describes a route.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="methods">The methods that it takes; HEAD comes with GET.</param>
    /// <param name="maxBodySize">
    /// The maximum size of a body in bytes; a longer one is answered 413. The shared place has the size of the largest.
    /// </param>
    /// <param name="fieldNames">
    /// Header fields in lower case that the route wants to read, at most 4, with values of 512 bytes together. Not those that the server
    /// itself reads, such as <c>host</c> and <c>authorization</c>.
    /// </param>
    /// <exception cref="ArgumentException">The path, the size or a field's name is not valid.</exception>
    protected RequestRoute(string path, HttpMethod methods, int maxBodySize = DefaultMaxBodySize, string[] fieldNames = null)
        : base(path, methods)
    {
        bool takesBody = (methods & (HttpMethod.Post | HttpMethod.Put | HttpMethod.Delete)) != 0;
        _maxBodySize = takesBody ? maxBodySize : 0;
        if (maxBodySize < 0 || maxBodySize > RequestContent.MaxBodySize)
        {
            throw new ArgumentException("A body's maximum size is 0 to " + RequestContent.MaxBodySize + " bytes: " + path);
        }

        if (fieldNames != null)
        {
            CheckNames(path, fieldNames);
            FieldList = fieldNames;
            _fieldTable = new TokenTable(fieldNames);
        }
    }

    internal string[] FieldList { get; }

    internal override bool KeepsContent => true;

    internal override TokenTable FieldNames => _fieldTable;

    internal override int MaxBodySize => _maxBodySize;

    internal override bool HasSubpaths => IncludesSubpaths;

    internal override bool AcceptsPassword => TakesPassword;

    /// <summary>
    /// Whether the route answers at all paths below its own, too: with <c>/files</c> at <c>/files/a/b</c>. <see cref="Request.IsSubpath"/>
    /// says which one it is. A path that has a route of its own is that one's. Such a path has at most 136 bytes; a longer one is answered
    /// 414.
    /// </summary>
    protected virtual bool IncludesSubpaths => false;

    /// <summary>
    /// Whether a token may also be offered as the password of HTTP's own login (Basic, RFC 7617), with any user name: for pages with forms,
    /// since a browser asks for it by itself and a form can send no <c>Bearer</c>.
    /// </summary>
    protected virtual bool TakesPassword => false;

    /// <summary>Answers a request. It holds up every other client until it returns.</summary>
    /// <param name="request">The request, whole. Valid until this returns.</param>
    /// <param name="response">Takes the answer: 200 with an empty body, unless the route says otherwise.</param>
    protected internal abstract void Respond(Request request, Response response);

    /// <summary>
    /// Writes the next piece of an answer that <see cref="Response.SendPieces"/> has begun, to each client at its own time.
    /// </summary>
    /// <param name="slot">The index of the client's slot, by which the route knows how far it is: <see cref="Request.Slot"/>.</param>
    /// <param name="buffer">Gets the piece.</param>
    /// <param name="position">The offset of its first byte; there are at least 2,000 bytes from here to the end.</param>
    /// <param name="isLast">Gets whether it is the last one.</param>
    /// <returns>The offset after its last byte.</returns>
    protected internal virtual int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
    {
        throw new InvalidOperationException("The route sends nothing in pieces: " + Path);
    }

    internal override bool WritePieces(int slot, ref int nextPiece, byte[] buffer, ref int position)
    {
        position = WritePiece(slot, buffer, position, out bool isLast);
        return isLast;
    }

    internal override void Attach(ServerResources resources)
    {
        resources.Content.Reserve(this);
    }

    private static void CheckNames(string path, string[] fieldNames)
    {
        if (fieldNames.Length > RequestContent.MaxFields)
        {
            throw new ArgumentException("A route reads at most 4 header fields: " + path);
        }

        foreach (string name in fieldNames)
        {
            if (HeaderName.IsKnown(name))
            {
                throw new ArgumentException("The server reads this header field itself: " + name);
            }
        }
    }
}
