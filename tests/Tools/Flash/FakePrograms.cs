namespace Sensorcast.Tests.FlashTests;

/// <summary>
/// A dotnet and a nanoff that only record how they were called, and fail when a test says so. An argument with a
/// space is written with double quotes around it.
/// </summary>
internal static class FakePrograms
{
    public const int FailureCode = 77;

    private const string Shell =
        """
        #!/bin/sh
        line=${0##*/}
        for argument in "$@"; do
            case $argument in
                *' '*) line="$line \"$argument\"" ;;
                *) line="$line $argument" ;;
            esac
        done
        echo "$line" >> "$FAKE_LOG"
        echo "$DOTNET_ROLL_FORWARD" >> "$FAKE_LOG.roll"
        case $line in *"$FAKE_FAILS_ON"*) echo "the fake fails" >&2; exit 77 ;; esac

        """;

    private const string Batch =
        """
        @echo off
        >>"%FAKE_LOG%" echo %~n0 %*
        >>"%FAKE_LOG%.roll" echo.%DOTNET_ROLL_FORWARD%
        echo %~n0 %* | "%SystemRoot%\System32\findstr.exe" /c:"%FAKE_FAILS_ON%" >nul && exit /b 77
        exit /b 0

        """;

    public static void Write(string folder, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(folder, name + ".cmd"), Batch.ReplaceLineEndings("\r\n"));
            return;
        }

        string path = Path.Combine(folder, name);
        File.WriteAllText(path, Shell.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
