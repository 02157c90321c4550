using System.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Fuzz.Guided;

/// <summary>A stream of frames has the same events whole and byte by byte.</summary>
internal static class FramesTarget
{
    internal static void Check(byte[] stream)
    {
        string whole = Read(stream, stream.Length);
        string cut = Read(stream, 1);
        if (whole != cut)
        {
            throw new InvalidOperationException($"{whole} or {cut}");
        }
    }

    private static string Read(byte[] stream, int max)
    {
        var reader = new FrameReader(long.MaxValue);
        var state = new FrameState();
        state.Reset();
        byte[] copy = [.. stream];
        var log = new StringBuilder();
        var message = new StringBuilder();
        int end = 0;
        for (int position = 0; position < copy.Length;)
        {
            end = end == position ? Math.Min(position + max, copy.Length) : end;
            position += reader.Read(state, copy, position, end - position);
            if (reader.Event == FrameEvent.Data)
            {
                message.Append(Convert.ToHexString(copy, reader.PieceOffset, reader.PieceLength));
                log.Append(reader.PieceIsFinal ? $"{reader.MessageOpcode} {message} " : string.Empty);
                message.Length = reader.PieceIsFinal ? 0 : message.Length;
            }
            else if (reader.Event is FrameEvent.Ping or FrameEvent.Pong)
            {
                log.Append($"{reader.Event} {Convert.ToHexString(reader.ControlPayload, reader.ControlOffset, reader.ControlLength)} ");
            }
            else if (reader.Event != FrameEvent.None)
            {
                log.Append($"{reader.Event} {reader.Code} ");
            }
        }

        return log.ToString();
    }
}
