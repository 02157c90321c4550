using System.Runtime.InteropServices;

namespace Sensorcast.Cli.Terminals;

/// <summary>Ctrl+Z: the shell gets its screen back, and the program shows its own again when it goes on.</summary>
internal sealed partial class Suspension : IDisposable
{
    private static readonly int StopSignal = OperatingSystem.IsMacOS() ? 17 : 19;

    private readonly PosixSignalRegistration _stop;
    private readonly PosixSignalRegistration _goOn;

    private Suspension(Screen screen)
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

    /// <summary>Listens to the signals, where there are any.</summary>
    public static Suspension? Watch(Screen screen) => OperatingSystem.IsWindows() ? null : new Suspension(screen);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _goOn.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
