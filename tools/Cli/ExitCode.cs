using Sensorcast.Cli.Set;
using Sensorcast.Client;

namespace Sensorcast.Cli;

/// <summary>The program's exit codes, from which a script learns what went wrong. The README lists them.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Unreachable = 3;
    public const int Refused = 4;
    public const int NoStream = 5;
    public const int NotSet = 6;
    public const int Attention = 7;

    public static int Of(Exception error) => error switch
    {
        UsageException => WrongUsage,
        BoardUnreachableException or ConnectionLostException or TimeoutException => Unreachable,
        UpgradeRefusedException => Refused,
        SubprotocolException or PackFormatException => NoStream,
        SetRefusedException or NotSetException => NotSet,
        _ => Failed,
    };
}
