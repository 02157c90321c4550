using System.Globalization;
using Sensorcast.Host.Epoll;

namespace Sensorcast.Host;

/// <summary>How many files this process may have open, of which each connection is one.</summary>
internal static class OpenFileLimit
{
    /// <summary>
    /// What .NET and the program have open besides connections: about 70, and some to spare, since .NET opens files while it runs.
    /// </summary>
    private const int OwnFiles = 96;

    private const string Name = "Max open files";

    /// <summary>
    /// Says in one line what to do when the limit is too low, or <see langword="null"/>: it is not, or this system does not say.
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
            // No /proc: then nothing is known.
        }

        return null;
    }
}
