using System;
using System.Collections;
using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Settings;

/// <summary>
/// Writes a copy of the settings: lines of a checksum, a space and a text. The first text names the format and counts the saves, the last
/// one counts the entries, and those between are <c>name=value</c>. A line's checksum includes the first text, so no line of another save
/// passes for one of this copy.
/// </summary>
internal sealed class SettingsWriter
{
    /// <summary>What the first text starts with; the number of the save follows.</summary>
    internal const string HeadStart = "sensorcast-settings ";

    /// <summary>What the last text starts with; the number of entries follows.</summary>
    internal const string EndStart = "end ";

    /// <summary>What a line has besides its text: the checksum, a space and the line's end.</summary>
    internal const int Overhead = LineChecksum.Length + 2;

    private readonly ArrayList _texts = new ArrayList();
    private readonly int _number;
    private int _size;

    /// <summary>Starts a copy.</summary>
    /// <param name="number">The number of the save.</param>
    internal SettingsWriter(int number)
    {
        _number = number;
    }

    /// <summary>Adds an entry.</summary>
    internal void Add(Setting setting, string value)
    {
        Add(Encoding.UTF8.GetBytes(setting.Name + "=" + value));
    }

    /// <summary>Adds an entry as it was read.</summary>
    internal void Add(byte[] entry)
    {
        _texts.Add(entry);
        _size += entry.Length + Overhead;
    }

    /// <summary>Makes the copy.</summary>
    internal byte[] ToArray()
    {
        byte[] head = Encoding.UTF8.GetBytes(HeadStart + _number);
        byte[] end = Encoding.UTF8.GetBytes(EndStart + _texts.Count);
        byte[] copy = new byte[_size + head.Length + end.Length + (2 * Overhead)];
        uint start = Fnv1a.Append(Fnv1a.Start, head, 0, head.Length);
        int position = AppendLine(copy, 0, start, head);
        foreach (object text in _texts)
        {
            position = AppendLine(copy, position, start, (byte[])text);
        }

        AppendLine(copy, position, start, end);
        return copy;
    }

    private static int AppendLine(byte[] copy, int position, uint start, byte[] text)
    {
        bool isHead = position == 0;
        LineChecksum.Write(isHead ? start : Fnv1a.Append(start, text, 0, text.Length), copy, position);
        position += LineChecksum.Length;
        copy[position++] = (byte)' ';
        Array.Copy(text, 0, copy, position, text.Length);
        position += text.Length;
        copy[position++] = (byte)'\n';
        return position;
    }
}
