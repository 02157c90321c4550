using Sensorcast.Settings;

namespace Sensorcast.Host.Settings;

/// <summary>
/// Keeps settings in a file that is replaced as a whole, so there is only one copy. It holds secrets: only the owner may read a new one.
/// </summary>
/// <param name="path">The file. If it is a link, its target is replaced.</param>
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

            // A file that is one byte too long is not a settings file.
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
