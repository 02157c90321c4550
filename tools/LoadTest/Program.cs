using Sensorcast.LoadTest;
using Spectre.Console;

return await LoadCommand.Create((plan, cancellation) => LoadRun.RunAsync(plan, AnsiConsole.Console, cancellation)).Parse(args).InvokeAsync();
