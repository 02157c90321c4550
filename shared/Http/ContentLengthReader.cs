using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Takes the value of <c>Content-Length</c> (RFC 9110 section 8.6).</summary>
internal static class ContentLengthReader
{
    /// <summary>Takes a word of the value.</summary>
    /// <returns><see langword="false"/> when it makes the request malformed.</returns>
    internal static bool Add(RequestState request, byte[] buffer, int offset, int length)
    {
        if (length > RequestState.MaxWordLength || (request.Flags & RequestFlags.LengthIsKnown) != 0)
        {
            return false;
        }

        request.Flags |= RequestFlags.LengthIsKnown;
        long value = 0;
        for (int i = offset; i < offset + length; i++)
        {
            if (!Characters.IsDigit(buffer[i]))
            {
                return false;
            }

            value = (value * 10) + (buffer[i] - '0');
            value = value < int.MaxValue ? value : int.MaxValue;
        }

        request.ContentLength = (int)value;
        request.Flags |= value > 0 ? RequestFlags.HasBody : 0;
        return true;
    }
}
