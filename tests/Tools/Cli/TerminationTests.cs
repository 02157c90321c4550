using System.Runtime.InteropServices;
using Sensorcast.Signals;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Ctrl+C and SIGTERM, at any time.</summary>
[TestClass]
public class TerminationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(Limits.Wait);

    [TestMethod, Timeout(Limits.Test)]
    public async Task Ctrl_C_again_and_again_changes_nothing_while_it_ends()
    {
        using var host = new LiveHost();
        using var record = new CliProcess("record", host.Url.ToString());
        await record.PrintsAsync("demo-");

        record.InterruptAgainAndAgain();
        (int code, string output, string errors) = await record.WaitForExitAsync();

        Assert.AreEqual(0, code, errors);
        Assert.EndsWith("\n", output, "The last line is whole.");
        Assert.Contains(" gaps, ", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(PosixSignal.SIGINT, 130)]
    [DataRow(PosixSignal.SIGTERM, 143)]
    public async Task A_command_that_does_not_end_is_left(PosixSignal signal, int code)
    {
        var termination = new Termination();
        Task<int> running = termination.RunAsync(static async _ =>
        {
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return 0;
        }, TimeSpan.FromMilliseconds(1));

        termination.End(new PosixSignalContext(signal));

        Assert.AreEqual(code, await running.WaitAsync(Long));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_command_that_ends_in_time_has_its_own_exit_code()
    {
        var termination = new Termination();
        Task<int> running = termination.RunAsync(static async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
            return 5;
        }, Long);

        var signal = new PosixSignalContext(PosixSignal.SIGINT);
        termination.End(signal);

        Assert.IsTrue(signal.Cancel, "The signal itself does not end the program.");
        Assert.AreEqual(5, await running.WaitAsync(Long));
    }

    [TestMethod]
    public async Task A_signal_that_comes_after_the_end_changes_nothing()
    {
        var termination = new Termination();
        int code = await termination.RunAsync(static _ => Task.FromResult(3), Long);

        termination.End(new PosixSignalContext(PosixSignal.SIGINT));

        Assert.AreEqual(3, code);
        Assert.IsTrue(termination.Token.IsCancellationRequested);
    }
}
