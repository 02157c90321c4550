using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Takes the value of <c>Sec-WebSocket-Key</c>: 16 bytes in base64 (RFC 6455 section 4.1), whatever they are.</summary>
internal static class KeyReader
{
    private const int PadLength = 2;

    /// <summary>Takes a key at once that is valid and all of the value.</summary>
    /// <returns>The offset of the CR after it, or <paramref name="offset"/> when it is another.</returns>
    internal static int AddUsual(RequestState request, byte[] buffer, int offset, int end)
    {
        int keyEnd = offset + RequestState.KeyLength;
        if (keyEnd >= end || buffer[keyEnd] != Characters.CarriageReturn || !IsKey(buffer, offset, RequestState.KeyLength))
        {
            return offset;
        }

        Keep(request, buffer, offset);
        return keyEnd;
    }

    /// <summary>Takes a word of the value.</summary>
    internal static void Add(RequestState request, byte[] buffer, int offset, int length)
    {
        if (IsKey(buffer, offset, length))
        {
            Keep(request, buffer, offset);
        }
        else
        {
            request.Flags |= RequestFlags.BadKey;
        }
    }

    private static void Keep(RequestState request, byte[] buffer, int offset)
    {
        if ((request.Flags & RequestFlags.HasKey) != 0)
        {
            request.Flags |= RequestFlags.BadKey;
            return;
        }

        request.Flags |= RequestFlags.HasKey;
        Array.Copy(buffer, offset, request.Text, RequestState.KeyStart, RequestState.KeyLength);
    }

    private static bool IsKey(byte[] buffer, int offset, int length)
    {
        if (length != RequestState.KeyLength || buffer[offset + length - 1] != '=' || buffer[offset + length - 2] != '=')
        {
            return false;
        }

        int pads = offset + length - PadLength;
        return Characters.Skip(Characters.Base64, buffer, offset, pads) == pads;
    }
}
