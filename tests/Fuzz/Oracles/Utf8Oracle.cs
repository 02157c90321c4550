using System.Buffers;
using System.Text;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>Where text stops being UTF-8, as .NET's own decoder sees it.</summary>
internal static class Utf8Oracle
{
    /// <summary>The offset of the first byte that no text can have there, or -1.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="isComplete">Whether it ends with a whole code point, when there is no such byte.</param>
    internal static int FirstInvalidByte(ReadOnlySpan<byte> text, out bool isComplete)
    {
        isComplete = true;
        int position = 0;
        while (position < text.Length)
        {
            OperationStatus status = Rune.DecodeFromUtf8(text[position..], out _, out int consumed);
            if (status == OperationStatus.Done)
            {
                position += consumed;
                continue;
            }

            isComplete = false;
            if (status == OperationStatus.NeedMoreData)
            {
                return -1;
            }

            // The shortest start of the rest that cannot be completed ends with the byte that is not valid.
            int length = 1;
            while (Rune.DecodeFromUtf8(text.Slice(position, length), out _, out _) != OperationStatus.InvalidData)
            {
                length++;
            }

            return position + length - 1;
        }

        return -1;
    }
}
