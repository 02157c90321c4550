using System.Text;

namespace Sensorcast.Tests.Fuzz;

/// <summary>A failing case in a line.</summary>
internal static class Show
{
    internal static string Stream(byte[] stream, int[] cuts) =>
        $"{stream.Length} bytes {Convert.ToHexString(stream)} cuts {string.Join(' ', cuts)}";

    internal static string Text(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte b in bytes)
        {
            text.Append(b is >= 0x20 and < 0x7F and not (byte)'\\' ? ((char)b).ToString() : $"\\x{b:X2}");
        }

        return text.ToString();
    }
}
