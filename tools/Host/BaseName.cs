namespace Sensorcast.Host;

/// <summary>Makes a SenML base name out of a machine's name.</summary>
public static class BaseName
{
    // The server takes 64 characters, one of them the colon.
    private const int MaxLength = 63;

    /// <summary>
    /// Keeps to the characters of RFC 8428 section 4.5.1: letters, digits and <c>-:./_</c>, the first one a letter or
    /// digit; whatever else stands in the name becomes <c>-</c>.
    /// </summary>
    /// <param name="machineName">Any text.</param>
    /// <returns>For example <c>kitchen-pc:</c>.</returns>
    public static string FromMachineName(string machineName)
    {
        char[] name = Array.ConvertAll(machineName.ToCharArray(), c => char.IsAsciiLetterOrDigit(c) || "-:./_".Contains(c) ? c : '-');
        string start = new string(name).TrimStart([.. "-:./_"]);
        start = start[..Math.Min(start.Length, MaxLength)].TrimEnd(':');
        return (start.Length == 0 ? "sensorcast" : start) + ":";
    }
}
