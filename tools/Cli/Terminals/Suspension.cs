using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sensorcast.Cli.Terminals;

/// <summary>Ctrl+Z: the main screen is restored for the shell, and the program's own is shown again when it continues.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class Suspension : IDisposable
{
    private static readonly int StopSignal = OperatingSystem.IsMacOS() ? 17 : 19;

    private readonly PosixSignalRegistration _stop;
    private readonly PosixSignalRegistration _goOn;

    /// <summary>Listens to the signals.</summary>
    public Suspension(Screen screen)
    {
        _stop = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
        {
            // The runtime does not stop a program that listens to this signal.
            context.Cancel = true;
            screen.Leave();
            _ = Kill(Environment.ProcessId, StopSignal);
        });
        _goOn = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => screen.Enter());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _goOn.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
