using System;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Dashboard;

/// <summary>The dashboard: one page, for every client, which holds no data and asks the stream at <c>/ws</c> for readings.</summary>
public sealed class DashboardRoute : DocumentRoute
{
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

    /// <inheritdoc/>
    protected override void WriteFields(ResponseWriter response)
    {
        response.Field("Content-Encoding", "gzip");
        response.Field("Content-Security-Policy", DashboardPage.ContentSecurityPolicy);
        response.Field("Referrer-Policy", "no-referrer");
    }

    /// <inheritdoc/>
    protected override int WritePiece(int piece, byte[] buffer, int position)
    {
        byte[] bytes = DashboardPage.Piece(piece);
        Array.Copy(bytes, 0, buffer, position, bytes.Length);
        return position + bytes.Length;
    }
}
