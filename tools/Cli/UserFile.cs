namespace Sensorcast.Cli;

/// <summary>Files that the command line names: the error for one that cannot be used is a sentence.</summary>
internal static class UserFile
{
    private const int NotADirectory = 20;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Does something with a file.</summary>
    /// <exception cref="IOException">It cannot be done; the message says why.</exception>
    public static T Use<T>(FileInfo file, Func<string, T> use)
    {
        try
        {
            return Directory.Exists(file.FullName)
                ? throw new IOException($"'{file}' is a folder; it has to be a file.")
                : use(file.FullName);
        }
        catch (FileNotFoundException)
        {
            throw new IOException($"There is no file '{file}'.");
        }
        catch (DirectoryNotFoundException)
        {
            throw new IOException(NoFolder(file));
        }
        catch (PathTooLongException)
        {
            throw new IOException($"The name '{file}' is too long for a file.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new IOException($"'{file}' may not be used: check its owner and permissions.");
        }
        catch (IOException e) when (e.HResult == NotADirectory && !OperatingSystem.IsWindows())
        {
            throw new IOException(NoFolder(file));
        }
        catch (IOException e) when (e.HResult == ReadOnlyFileSystem && !OperatingSystem.IsWindows())
        {
            throw new IOException($"'{file}' is on a file system that may only be read.");
        }
    }

    /// <summary>Reads a secret: a file's only line.</summary>
    /// <exception cref="IOException">The file cannot be read, or has nothing in it.</exception>
    public static string? ReadSecret(FileInfo? file)
    {
        string? secret = file is null ? null : Use(file, File.ReadAllText).Trim();
        return secret switch
        {
            "" => throw new IOException($"'{file}' is empty; it has to have the secret in it."),
            not null
                when secret.Any(char.IsControl) =>
                    throw new IOException($"'{file}' has more than one line; it has to have the secret and nothing else."),
            _ => secret,
        };
    }

    private static string NoFolder(FileInfo file) =>
        File.Exists(file.DirectoryName)
            ? $"'{file.DirectoryName}' is a file, not a folder for '{file.Name}'." : $"There is no folder for '{file}'.";
}
