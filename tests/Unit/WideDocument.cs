using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A document with the longest header fields of its own and the longest pieces that a route may have.</summary>
internal sealed class WideDocument : DocumentRoute
{
    internal const int Pieces = 3;
    internal const int PieceSize = 2000;

    internal WideDocument()
        : base("/wide", "text/plain")
    {
        ContentLength = Pieces * PieceSize;
    }

    public override int PieceCount => Pieces;

    public override int MaxPieceSize => PieceSize;

    protected override void WriteFields(ResponseWriter response)
    {
        const int FieldSize = 600;
        const int Overhead = 7; // the name, a colon, a space, the end of the line
        response.Field("X-W", new string('w', FieldSize - Overhead));
    }

    protected override int WritePiece(int piece, byte[] buffer, int position)
    {
        for (int i = 0; i < PieceSize; i++)
        {
            buffer[position + i] = (byte)('a' + piece);
        }

        return position + PieceSize;
    }
}
