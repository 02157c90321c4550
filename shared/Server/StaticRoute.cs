using System;
using Sensorcast.Http;
using Sensorcast.Text;

namespace Sensorcast.Server;

/// <summary>Constant bytes: a page, a script, an icon, compressed or not. A client that has them already gets a 304.</summary>
public class StaticRoute : DocumentRoute
{
    private const int PieceSize = 1024;

    private readonly byte[] _bytes;

    /// <summary>Describes constant bytes.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="contentType">The media type, such as <c>image/svg+xml</c>.</param>
    /// <param name="bytes">The bytes, which must not change.</param>
    /// <param name="entityTag">
    /// A strong entity tag, quotes included. With <see langword="null"/> it is made from the bytes, which takes a board about a second for
    /// 64 KB.
    /// </param>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    public StaticRoute(string path, string contentType, byte[] bytes, string entityTag = null)
        : base(path, contentType)
    {
        _bytes = bytes;
        ContentLength = bytes.Length;
        CacheControl = "no-cache";
        IdentifyBy(entityTag ?? MakeEntityTag(bytes));
    }

    /// <summary>
    /// How the bytes are compressed, such as <c>gzip</c>, or <see langword="null"/>. Every browser takes gzip; a script may have to ask for
    /// it.
    /// </summary>
    public string ContentEncoding { get; set; }

    /// <summary>
    /// How long a client may use the bytes without asking again, such as <c>max-age=86400</c>; <c>no-cache</c> (asks each time) by default.
    /// </summary>
    public string Caching
    {
        get => CacheControl;
        set => CacheControl = value;
    }

    /// <inheritdoc/>
    public override int PieceCount => (_bytes.Length + PieceSize - 1) / PieceSize;

    /// <inheritdoc/>
    public override int MaxPieceSize => PieceSize;

    /// <inheritdoc/>
    protected internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        int start = piece * PieceSize;
        int size = _bytes.Length - start < PieceSize ? _bytes.Length - start : PieceSize;
        Array.Copy(_bytes, start, buffer, position, size);
        return position + size;
    }

    /// <inheritdoc/>
    protected internal override void WriteFields(ResponseWriter response)
    {
        if (ContentEncoding != null)
        {
            response.Field("Content-Encoding", ContentEncoding);
        }
    }

    private static string MakeEntityTag(byte[] bytes)
    {
        uint hash = Fnv1a.Append(Fnv1a.Start, bytes, 0, bytes.Length);
        return "\"" + bytes.Length + "-" + hash.ToString("X8") + "\"";
    }
}
