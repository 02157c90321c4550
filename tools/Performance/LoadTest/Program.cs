using Sensorcast.LoadTest;
using Sensorcast.LoadTest.Scale;
using Spectre.Console;

return await LoadCommand.Create(
    (plan, cancellation) => LoadRun.RunAsync(plan, AnsiConsole.Console, cancellation),
    (plan, cancellation) => ScaleRun.RunAsync(plan, AnsiConsole.Console, cancellation),
    (page, duration, share, cancellation) => ScaleReport.RunAsync(page, duration, share, AnsiConsole.Console, cancellation)).Parse(args)
        .InvokeAsync();
