using System.CommandLine;

namespace Sensorcast.Cli;

/// <summary>The option for programs that read what a command prints.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Prints a JSON object a line, with the names of the recordings." };
}
