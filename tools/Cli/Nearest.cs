namespace Sensorcast.Cli;

/// <summary>Finds the names that a misspelled one may stand for.</summary>
internal static class Nearest
{
    /// <summary>Finds the candidates that come nearest to what was written, the nearest first; none, if all are far.</summary>
    public static IReadOnlyList<string> Of(string written, IEnumerable<string> candidates, int count = 3)
    {
        int limit = Math.Max(1, written.Length / 3);
        return [.. candidates
            .Select(candidate => (Name: candidate, Distance: Measure(written, candidate)))
            .Where(one => one.Distance <= limit)
            .OrderBy(static one => one.Distance)
            .ThenBy(static one => one.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(static one => one.Name)];
    }

    /// <summary>A question that names them; empty if there are none.</summary>
    public static string Question(IReadOnlyList<string> names) => names.Count == 0 ? "" : $" Did you mean {Join(names)}?";

    /// <summary>Joins words: a, b or c.</summary>
    public static string Join(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    /// <summary>A part of a name has the distance 0; otherwise edits count: characters inserted, deleted, replaced or swapped.</summary>
    private static int Measure(string written, string candidate)
    {
        string a = written.ToLowerInvariant();
        string b = candidate.ToLowerInvariant();
        if (a.Length > 2 && b.Contains(a, StringComparison.Ordinal))
        {
            return 1;
        }

        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[a.Length, b.Length];
    }
}
