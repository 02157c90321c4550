using System;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Dashboard;

/// <summary>
/// What the dashboard fetches after the page: zoom by keys and fingers, arrangement, levels, spectrum, history, replay, help.
/// A server without this route serves a page without them.
/// </summary>
public sealed class DashboardMoreRoute : DocumentRoute
{
    /// <summary>Describes the route. Its path is made from its content, and the page knows it.</summary>
    public DashboardMoreRoute()
        : base(DashboardMore.Path, "text/javascript; charset=utf-8")
    {
        // It holds no data, like the page.
        Access = Access.Open;
        ContentLength = DashboardMore.Length;
        CacheControl = "max-age=31536000, immutable";
        IdentifyBy(DashboardMore.ETag);
    }

    /// <inheritdoc/>
    public override int PieceCount => (DashboardMore.Length + DashboardMore.PieceSize - 1) / DashboardMore.PieceSize;

    /// <inheritdoc/>
    public override int MaxPieceSize => DashboardMore.PieceSize;

    /// <inheritdoc/>
    protected override void WriteFields(ResponseWriter response)
    {
        response.Field("Content-Encoding", "gzip");
    }

    /// <inheritdoc/>
    protected override int WritePiece(int piece, byte[] buffer, int position)
    {
        byte[] bytes = DashboardMore.Piece(piece);
        Array.Copy(bytes, 0, buffer, position, bytes.Length);
        return position + bytes.Length;
    }
}
