namespace Sensorcast.Host;

/// <summary>Why a file cannot be read, in words that follow its name.</summary>
internal static class FileError
{
    /// <summary>Describes an error.</summary>
    /// <param name="error">The exception of opening or reading.</param>
    /// <param name="path">The file.</param>
    /// <returns>The reason without a full stop, such as "does not exist".</returns>
    internal static string Describe(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "does not exist",
        _ when Directory.Exists(path) => "is a folder, not a file",
        UnauthorizedAccessException => "may not be read by this user",
        _ => $"cannot be read: {error.Message.TrimEnd('.')}",
    };
}
