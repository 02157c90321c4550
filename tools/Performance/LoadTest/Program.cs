using System.CommandLine;
using Sensorcast.LoadTest;
using Sensorcast.LoadTest.Scale;
using Sensorcast.Signals;
using Spectre.Console;

ParseResult parsed = LoadCommand.Create(
    (plan, cancellation) => LoadRun.RunAsync(plan, AnsiConsole.Console, cancellation),
    (plan, cancellation) => ScaleRun.RunAsync(plan, AnsiConsole.Console, cancellation),
    (page, duration, share, cancellation) => ScaleReport.RunAsync(page, duration, share, AnsiConsole.Console, cancellation)).Parse(args);

// Not the library's own handling of signals: one that comes while the test ends by itself can make it throw.
return await Termination.OfProcess().RunAsync(
    cancellation => parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, cancellation),
    TimeSpan.FromSeconds(2));
