using Sensorcast.Settings;

namespace Sensorcast.Host.Settings;

/// <summary>
/// Keeps settings in a file that is replaced as a whole, which is why there is one copy only. It holds secrets: a new one is for its owner
/// alone.
/// </summary>
/// <param name="path">The file. Where it is a link, what the link leads to is replaced.</param>
internal sealed class FileStorage(string path) : ISettingsStorage
{
    private readonly string _path = new FileInfo(path).LinkTarget is null
        ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <inheritdoc/>
    public byte[]? Read(int copy)
    {
        try
        {
            using FileStream file = File.OpenRead(_path);
            byte[] bytes = new byte[SettingsFile.MaxSize + 1];
            int size = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

            // One byte too many is no settings file, whatever it is.
            return bytes[..size];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Write(int copy, byte[] bytes)
    {
        string next = _path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(next);
            options.UnixCreateMode = File.Exists(_path) ? File.GetUnixFileMode(_path) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(next, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }
}
