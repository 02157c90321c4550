namespace Sensorcast.Reports;

/// <summary>A part of a page that a tool writes, between two comments.</summary>
public static class GeneratedSection
{
    /// <summary>Replaces what is between the comments.</summary>
    /// <exception cref="InvalidDataException">The page has no such section.</exception>
    public static string Replace(string page, string name, string content)
    {
        string begin = $"<!-- {name}: written by a tool, do not edit -->\n";
        string end = $"<!-- {name} ends -->\n";
        int start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int stop = page.IndexOf(end, StringComparison.Ordinal);
        if (start < begin.Length || stop < start)
        {
            throw new InvalidDataException($"The page has no section {name}");
        }

        return $"{page[..start]}\n{content.ReplaceLineEndings("\n")}\n{page[stop..]}";
    }
}
