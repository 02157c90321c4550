using System.Text;
using Sensorcast.Server;

namespace Sensorcast.Simulator.Author;

/// <summary>A document of a firmware author's, made in pieces that all differ.</summary>
internal sealed class AuthorDocument : DocumentRoute
{
    public const string Address = "/document";

    private const int Pieces = 12;
    private const int PieceSize = 700;

    public AuthorDocument()
        : base(Address, "text/plain")
    {
        ContentLength = Whole.Length;
    }

    /// <summary>All of it.</summary>
    public static byte[] Whole { get; } =
        Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, Pieces).Select(piece => $"{piece} ".PadLeft(PieceSize, (char)('a' + piece)))));

    public override int PieceCount => Pieces;

    public override int MaxPieceSize => PieceSize;

    protected override int WritePiece(int piece, byte[] buffer, int position)
    {
        Array.Copy(Whole, piece * PieceSize, buffer, position, PieceSize);
        return position + PieceSize;
    }
}
