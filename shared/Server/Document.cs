using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// The body of a response, made piece by piece while it is sent: so it may be longer than any buffer, and a slow client costs nothing but the
/// number of its next piece.
/// </summary>
internal abstract class Document
{
    /// <summary>How many pieces there are.</summary>
    internal abstract int PieceCount { get; }

    /// <summary>The most bytes that a piece has.</summary>
    internal abstract int MaxPieceSize { get; }

    /// <summary>Writes the head of the response.</summary>
    internal abstract void WriteHead(ResponseWriter response);

    /// <summary>Writes a piece.</summary>
    /// <returns>The place behind its last byte.</returns>
    internal abstract int WritePiece(int piece, byte[] buffer, int position);
}
