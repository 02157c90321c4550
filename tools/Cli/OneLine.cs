namespace Sensorcast.Cli;

/// <summary>A message as one line: an error is one line on standard error.</summary>
internal static class OneLine
{
    public static string Of(string message) =>
        Printable.Of(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
