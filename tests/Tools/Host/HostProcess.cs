using System.Diagnostics;
using System.Globalization;

namespace Sensorcast.Tests.HostTests;

/// <summary>The built program, running.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public HostProcess(params string[] arguments)
        : this(new Dictionary<string, string>(), arguments)
    {
    }

    private HostProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <param name="environment">Environment variables besides those of the tests.</param>
    /// <param name="arguments">The command line.</param>
    public HostProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        : this(WithEnvironment(new ProcessStartInfo(ProgramPath, arguments), environment))
    {
    }

    /// <summary>Starts it in a shell that has run a command, such as one that sets a limit.</summary>
    public static HostProcess After(string shellCommand, params string[] arguments) =>
        new(new ProcessStartInfo("/bin/sh", ["-c", shellCommand + "; exec \"$0\" \"$@\"", ProgramPath, .. arguments]));

    private static string ProgramPath =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Sensorcast.Host.exe" : "Sensorcast.Host");

    /// <summary>The process, for tools that act on one.</summary>
    public int Id => _process.Id;

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>How many bytes of memory it has now.</summary>
    public long ResidentMemory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>
    /// Waits until it uses no processor time for 2 s. Starting up takes some time of its own, more on a busy machine.
    /// </summary>
    public void WaitUntilIdle()
    {
        const double MaxUsed = 100;
        double used;
        long end = Environment.TickCount64 + Limits.Wait;
        do
        {
            TimeSpan before = ProcessorTime;
            Thread.Sleep(2000);
            used = (ProcessorTime - before).TotalMilliseconds;
        }
        while (used >= MaxUsed && Environment.TickCount64 < end);
        Assert.IsLessThan(MaxUsed, used, "milliseconds of processor time in 2 s");
    }

    /// <summary>Waits for the first line of output. A program takes long to start while others start, too.</summary>
    public string ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Assert.IsTrue(line.Wait(4 * Limits.Wait), "no line came");
        Assert.IsNotNull(line.Result, "it ended without a line");
        return line.Result;
    }

    /// <summary>Sends a signal, the way a terminal or a service manager does.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.IsTrue(kill.WaitForExit(Limits.Wait));
    }

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        _process.Kill();
        WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, and what it printed that has not been read yet.</returns>
    public (int Code, string Output, string Errors) WaitForExit()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Assert.IsTrue(_process.WaitForExit(2 * Limits.Wait), "it did not end");
        Assert.IsTrue(Task.WaitAll([output, _errors], Limits.Wait));
        return (_process.ExitCode, output.Result, _errors.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo WithEnvironment(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
