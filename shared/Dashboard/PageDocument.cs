using Sensorcast.Server;
using System;
using Sensorcast.Http;

namespace Sensorcast.Dashboard;

/// <summary>The dashboard.</summary>
internal sealed class PageDocument : Document
{
    internal override int PieceCount => (DashboardPage.Length + DashboardPage.PieceSize - 1) / DashboardPage.PieceSize;

    internal override int MaxPieceSize => DashboardPage.PieceSize;

    internal override void WriteHead(ResponseWriter response)
    {
        response.Head(HttpStatus.Ok, "text/html; charset=utf-8", DashboardPage.Length);
        response.Field("Content-Encoding", "gzip");
        WriteValidator(response);
        response.Field("Content-Security-Policy", DashboardPage.ContentSecurityPolicy);
        response.Field("Referrer-Policy", "no-referrer");
        response.EndHead();
    }

    /// <summary>Writes the answer to a client that has this very page.</summary>
    internal static void WriteNotModified(ResponseWriter response)
    {
        response.NotModified();
        WriteValidator(response);
        response.EndHead();
    }

    internal override int WritePiece(int piece, byte[] buffer, int position)
    {
        byte[] bytes = DashboardPage.Piece(piece);
        Array.Copy(bytes, 0, buffer, position, bytes.Length);
        return position + bytes.Length;
    }

    /// <summary>Has the browser keep the page and ask each time whether it is still the same: a board that was updated shows its new one at once.</summary>
    private static void WriteValidator(ResponseWriter response)
    {
        response.Field("Cache-Control", "no-cache");
        response.Field("ETag", DashboardPage.ETag);
    }
}
