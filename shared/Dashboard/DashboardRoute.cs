using System;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Dashboard;

/// <summary>The dashboard: one page, for every client, which holds no data and asks the stream at <c>/ws</c> for readings.</summary>
public sealed class DashboardRoute : DocumentRoute
{
    /// <summary>The maximum size of the origins of <see cref="AllowEmbedding"/> together, in bytes, with a space between two.</summary>
    public const int MaxEmbeddingSize = 128;

    private string _frameAncestors = "'none'";

    /// <summary>Describes the route.</summary>
    /// <param name="path">The absolute path.</param>
    public DashboardRoute(string path = "/")
        : base(path, "text/html; charset=utf-8")
    {
        // A token is asked for in the page itself.
        Access = Access.Open;
        ContentLength = DashboardPage.Length;

        // Has the browser keep the page and ask each time whether it is still the same: a board that was updated shows its new one at once.
        CacheControl = "no-cache";
        IdentifyBy(DashboardPage.ETag);
    }

    /// <inheritdoc/>
    public override int PieceCount => (DashboardPage.Length + DashboardPage.PieceSize - 1) / DashboardPage.PieceSize;

    /// <inheritdoc/>
    public override int MaxPieceSize => DashboardPage.PieceSize;

    /// <summary>
    /// Says which sites may show the page in a frame (CSP Level 3 section 6.4.2); without it no site may. Their pages get no access to what
    /// the page shows, but they may lead a visitor to press something in the frame.
    /// </summary>
    /// <param name="origins">Origins such as <c>https://example.org</c>; none forbids it again.</param>
    /// <exception cref="ArgumentException">
    /// One of them is not an origin, or they are longer than <see cref="MaxEmbeddingSize"/>.
    /// </exception>
    public void AllowEmbedding(params string[] origins)
    {
        string all = origins.Length == 0 ? "'none'" : string.Empty;
        for (int i = 0; i < origins.Length; i++)
        {
            if (!AccessRules.IsOrigin(origins[i]) || !IsSource(origins[i]))
            {
                throw new ArgumentException(
                    "A site is a scheme, a name or an IPv4 address, and perhaps a port, as in https://example.org: " + origins[i]);
            }

            all += (i == 0 ? string.Empty : " ") + origins[i].TrimEnd('/');
        }

        if (all.Length > MaxEmbeddingSize)
        {
            throw new ArgumentException("The origins that may embed the page have " + all.Length + " bytes: at most " + MaxEmbeddingSize);
        }

        _frameAncestors = all;
    }

    /// <inheritdoc/>
    protected override void WriteFields(ResponseWriter response)
    {
        response.Field("Content-Encoding", "gzip");
        response.Text("Content-Security-Policy: ");
        response.Text(DashboardPage.ContentSecurityPolicy);
        response.Text("; frame-ancestors ");
        response.Text(_frameAncestors);
        response.Text("\r\n");
        response.Field("Referrer-Policy", "no-referrer");
    }

    /// <inheritdoc/>
    protected override int WritePiece(int piece, byte[] buffer, int position)
    {
        byte[] bytes = DashboardPage.Piece(piece);
        Array.Copy(bytes, 0, buffer, position, bytes.Length);
        return position + bytes.Length;
    }

    /// <summary>
    /// Whether an origin has only what a source in a policy may have (CSP Level 3 section 2.3.1): no semicolon, after which another
    /// directive would begin, no wildcard, no IPv6 address.
    /// </summary>
    private static bool IsSource(string origin)
    {
        foreach (char c in origin)
        {
            bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != ':' && c != '/')
            {
                return false;
            }
        }

        return true;
    }
}
