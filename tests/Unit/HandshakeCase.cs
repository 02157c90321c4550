using System.Text;

namespace Sensorcast.Tests.Unit;

/// <summary>A request and what it must be answered with; 0 when it is not whole yet.</summary>
/// <remarks>On the board a string ends at a NUL: in a request, U+2400 (SYMBOL FOR NULL) stands for one.</remarks>
internal sealed class HandshakeCase
{
    private readonly string _start;
    private readonly string _repeated;
    private readonly int _times;
    private readonly string _end;

    internal HandshakeCase(string name, int status, string request)
        : this(name, status, request, string.Empty, 0, string.Empty)
    {
    }

    /// <summary>A long request, which takes memory only while it is in use.</summary>
    internal HandshakeCase(string name, int status, string start, string repeated, int times, string end)
    {
        Name = name;
        Status = status;
        _start = start;
        _repeated = repeated;
        _times = times;
        _end = end;
    }

    internal string Name { get; }

    internal int Status { get; }

    internal string Request => _times == 0 ? _start : _start + Repeat(_repeated, _times) + _end;

    /// <summary>The request as it is sent: in UTF-8, with each U+2400 as a NUL.</summary>
    internal byte[] Bytes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Request);
        int count = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isSymbol = i + 2 < bytes.Length && bytes[i] == 0xE2 && bytes[i + 1] == 0x90 && bytes[i + 2] == 0x80;
            bytes[count++] = isSymbol ? (byte)0 : bytes[i];
            i += isSymbol ? 2 : 0;
        }

        if (count == bytes.Length)
        {
            return bytes;
        }

        byte[] shorter = new byte[count];
        System.Array.Copy(bytes, shorter, count);
        return shorter;
    }

    internal static string Repeat(string text, int times)
    {
        if (times < 2)
        {
            return times == 1 ? text : string.Empty;
        }

        string half = Repeat(text, times / 2);
        return times % 2 == 0 ? half + half : half + half + text;
    }
}
