using System;
using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>A storage in which the power can be cut within a write.</summary>
internal sealed class MemoryStorage : ISettingsStorage
{
    internal const int Never = int.MaxValue;

    /// <summary>What is stored.</summary>
    internal byte[][] Copies { get; } = new byte[2][];

    /// <summary>After how many bytes of a write the power is cut.</summary>
    internal int CutAfter { get; set; } = Never;

    /// <summary>
    /// Whether the old bytes after the cut stay, as in a file that is overwritten, not one that is emptied first.
    /// </summary>
    internal bool WritesOver { get; set; }

    /// <summary>How often a copy was written.</summary>
    internal int Writes { get; private set; }

    /// <summary>A storage with the same bytes, with the power on again.</summary>
    internal MemoryStorage Restart()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = Copies[0];
        storage.Copies[1] = Copies[1];
        return storage;
    }

    public byte[] Read(int copy)
    {
        return Copies[copy];
    }

    public void Write(int copy, byte[] bytes)
    {
        Writes++;
        if (bytes.Length <= CutAfter)
        {
            Copies[copy] = bytes;
            return;
        }

        byte[] before = Copies[copy];
        byte[] torn = new byte[WritesOver && before != null && before.Length > CutAfter ? before.Length : CutAfter];
        if (torn.Length > CutAfter)
        {
            Array.Copy(before, torn, torn.Length);
        }

        Array.Copy(bytes, torn, CutAfter);
        Copies[copy] = torn;
        throw new InvalidOperationException("The power is cut");
    }
}
