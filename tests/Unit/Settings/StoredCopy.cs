using System.Text;

namespace Sensorcast.Tests.Unit;

/// <summary>Makes a copy of settings by the format, without the code that is tested.</summary>
internal static class StoredCopy
{
    /// <summary>Makes a copy.</summary>
    /// <param name="number">The number of the save.</param>
    /// <param name="entries">The entries; a character stands for the low byte of its value, since a text cannot have a NUL.</param>
    internal static byte[] Make(int number, params string[] entries)
    {
        return MakeNumbered(number.ToString(), entries);
    }

    /// <summary>Makes a copy whose number is any text.</summary>
    internal static byte[] MakeNumbered(string number, params string[] entries)
    {
        string head = "sensorcast-settings " + number;
        string copy = Line(string.Empty, head);
        foreach (string entry in entries)
        {
            copy += Line(head, entry);
        }

        copy += Line(head, "end " + entries.Length);
        byte[] bytes = new byte[copy.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)copy[i];
        }

        return bytes;
    }

    internal static string TextOf(byte[] copy)
    {
        return Encoding.UTF8.GetString(copy, 0, copy.Length);
    }

    private static string Line(string head, string text)
    {
        // FNV-1a.
        uint hash = 0x811C9DC5;
        foreach (char c in head + text)
        {
            hash = (hash ^ (byte)c) * 0x01000193;
        }

        return hash.ToString("X8").ToLower() + " " + text + "\n";
    }
}
