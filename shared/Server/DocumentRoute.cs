using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// A document that is made piece by piece while it is sent, so it may be longer than any buffer, and a slow client costs nothing but the
/// number of its next piece. GET and HEAD.
/// </summary>
public abstract class DocumentRoute : Route
{
    private EntityTag _entityTag;

    /// <summary>Describes a document.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="contentType">The media type, such as <c>text/html; charset=utf-8</c>.</param>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    protected DocumentRoute(string path, string contentType)
        : base(path, HttpMethod.Get)
    {
        ContentType = contentType;
        ContentLength = ResponseWriter.UnknownLength;
        CacheControl = "no-store";
    }

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    /// <summary>
    /// The length in bytes, or <see cref="ResponseWriter.UnknownLength"/>: the end of the connection then ends the document (RFC 9112
    /// section 6.3).
    /// </summary>
    public int ContentLength { get; protected set; }

    /// <summary>What caches may do (RFC 9111 section 5.2); <c>no-store</c> until the route says otherwise.</summary>
    public string CacheControl { get; protected set; }

    /// <summary>
    /// What this version is known by (RFC 9110 section 8.8.3): a strong entity tag in ASCII, quotes included, without a comma; or
    /// <see langword="null"/>. A client that has this version gets a 304.
    /// </summary>
    public string ETag { get; private set; }

    /// <summary>How many pieces there are.</summary>
    public abstract int PieceCount { get; }

    /// <summary>The maximum size of a piece in bytes, at most 2,000.</summary>
    public abstract int MaxPieceSize { get; }

    internal override EntityTag EntityTag => _entityTag;

    /// <summary>Writes a piece. Pieces are asked for in their order, by each client at its own time.</summary>
    /// <param name="piece">Which one, from 0.</param>
    /// <param name="buffer">Gets it.</param>
    /// <param name="position">The offset of its first byte.</param>
    /// <returns>The offset after its last byte.</returns>
    protected internal abstract int WritePiece(int piece, byte[] buffer, int position);

    /// <summary>Writes header fields of the route's own, at most 650 bytes.</summary>
    /// <param name="response">Takes them with <see cref="ResponseWriter.Field"/>.</param>
    protected internal virtual void WriteFields(ResponseWriter response)
    {
    }

    internal override bool WritePieces(int slot, ref int nextPiece, byte[] buffer, ref int position)
    {
        int count = PieceCount;
        int lastStart = buffer.Length - MaxPieceSize;
        while (nextPiece < count && position <= lastStart)
        {
            position = WritePiece(nextPiece++, buffer, position);
        }

        return nextPiece == count;
    }

    /// <summary>Sets <see cref="ETag"/>.</summary>
    /// <param name="entityTag">The entity tag.</param>
    protected void IdentifyBy(string entityTag)
    {
        ETag = entityTag;
        _entityTag = new EntityTag(entityTag);
    }
}
