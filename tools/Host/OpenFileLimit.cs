using System.Globalization;
using Sensorcast.Host.Epoll;

namespace Sensorcast.Host;

/// <summary>The limit of open files of this process; each connection is one.</summary>
internal static class OpenFileLimit
{
    /// <summary>
    /// The open files of .NET and the program besides connections: about 70, and a reserve, since .NET opens files while it runs.
    /// </summary>
    private const int OwnFiles = 96;

    private const string Name = "Max open files";

    /// <summary>
    /// One line that says what to do about a limit that is too low; <see langword="null"/> if it is not, or is unknown.
    /// </summary>
    /// <param name="connections">How many connections there may be at once.</param>
    internal static string? ProblemWith(int connections)
    {
        int needed = OwnFiles + connections + EpollListener.MaxLingering;
        return Read() is int limit && limit < needed
            ? $"This process may open {limit} files and needs {needed}. Raise the limit, for example with ulimit -n 1024."
            : null;
    }

    private static int? Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            // "Max open files   1024   4096   files": the first one counts.
            foreach (string line in File.ReadAllLines("/proc/self/limits"))
            {
                if (line.StartsWith(Name, StringComparison.Ordinal))
                {
                    string[] words = line[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    return int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : null;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No /proc: the limit is unknown.
        }

        return null;
    }
}
