namespace Sensorcast.Flash;

/// <summary>One command to run.</summary>
/// <param name="Title">Its purpose.</param>
/// <param name="SkipOption">The option that leaves it out.</param>
/// <param name="Hint">What to try when it fails.</param>
/// <param name="Program">The program to run.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record FlashStep(string Title, string SkipOption, string Hint, string Program, params string[] Arguments)
{
    /// <summary>The command as typed in a shell.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(Program).Select(Quote));

    private static string Quote(string word)
    {
        const string Plain = @"-_./:\=@+~,";
        if (word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || (Plain.Contains(c) && (c != '\\' || OperatingSystem.IsWindows()))))
        {
            return word;
        }

        return OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", @"'\''")}'";
    }
}
