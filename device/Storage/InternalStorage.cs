using System;
using System.Diagnostics;
using System.IO;
using Sensorcast.Settings;

namespace Sensorcast.Device.Storage;

/// <summary>Two files in the storage that the firmware has in its flash.</summary>
internal sealed class InternalStorage : ISettingsStorage
{
    /// <inheritdoc/>
    public byte[] Read(int copy)
    {
        try
        {
            string path = PathOf(copy);
            return File.Exists(path) ? ReadAll(path) : null;
        }
        catch (Exception e)
        {
            Debug.WriteLine("Error: " + PathOf(copy) + ": " + e);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Write(int copy, byte[] bytes)
    {
        using (FileStream file = new FileStream(PathOf(copy), FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes, 0, bytes.Length);
            file.Flush();
        }
    }

    private static string PathOf(int copy)
    {
        return copy == 0 ? "I:\\settings0.txt" : "I:\\settings1.txt";
    }

    private static byte[] ReadAll(string path)
    {
        using (FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read))
        {
            if (file.Length > SettingsFile.MaxSize)
            {
                return null;
            }

            // What cannot be read stays 0, and so the checksums are wrong.
            byte[] bytes = new byte[(int)file.Length];
            int count = bytes.Length;
            for (int size = 0; size < bytes.Length && count > 0; size += count)
            {
                count = file.Read(bytes, size, bytes.Length - size);
            }

            return bytes;
        }
    }
}
