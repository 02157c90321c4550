namespace Sensorcast.Host;

/// <summary>Makes a SenML base name out of a machine's name.</summary>
public static class BaseName
{
    /// <summary>The server takes 64 characters, one of them the colon.</summary>
    public const int MaxLength = 63;

    private const string Punctuation = "-:./_";

    /// <summary>Whether a name is a valid start of a SenML name (RFC 8428 section 4.5.1).</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(name[0])
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c));

    /// <summary>
    /// Keeps the characters of RFC 8428 section 4.5.1: letters, digits and <c>-:./_</c>, the first one a letter or
    /// digit; any other character becomes <c>-</c>.
    /// </summary>
    /// <param name="machineName">Any text.</param>
    /// <returns>For example <c>kitchen-pc:</c>.</returns>
    public static string FromMachineName(string machineName)
    {
        char[] name = Array.ConvertAll(machineName.ToCharArray(), c => char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c) ? c : '-');
        string start = new string(name).TrimStart([.. Punctuation]);
        start = start[..Math.Min(start.Length, MaxLength)].TrimEnd(':');
        return (start.Length == 0 ? "sensorcast" : start) + ":";
    }
}
