using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Sensorcast.Signals;

/// <summary>
/// Ctrl+C (SIGINT) and SIGTERM as a token: the first one asks the program to end by itself, and further ones change nothing. The programs
/// under <c>tools</c> compile this file.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A signal may come at any time, so that its token's source is never disposed.")]
internal sealed class Termination
{
    // As a shell reports programs that a signal ended: 128 and its number.
    private const int InterruptedExitCode = 130;
    private const int TerminatedExitCode = 143;

    // Held, since their finalizers would give the signals back.
    private static PosixSignalRegistration[] s_registrations = [];

    private readonly TaskCompletionSource<int> _exitCode = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _source = new();

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Takes over the signals of this process, to its end: one after the command's end changes nothing either.</summary>
    public static Termination OfProcess()
    {
        var termination = new Termination();
        s_registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, termination.End),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, termination.End),
        ];
        return termination;
    }

    /// <summary>Runs a command to its end, or until a limited time after the first signal.</summary>
    /// <param name="command">The command.</param>
    /// <param name="limit">The limit.</param>
    /// <returns>Its exit code; 130 or 143, as of a shell, for one that has not ended in time.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<int>> command, TimeSpan limit)
    {
        Task<int> running = command(_source.Token);
        await Task.WhenAny(running, _exitCode.Task);
        await Task.WhenAny(running, Task.Delay(limit));
        return await (running.IsCompleted ? running : _exitCode.Task);
    }

    /// <summary>Takes a signal.</summary>
    internal void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _exitCode.TrySetResult(signal.Signal == PosixSignal.SIGINT ? InterruptedExitCode : TerminatedExitCode);
        _source.Cancel();
    }
}
