using Sensorcast.Cli;
using Sensorcast.Signals;

return await Tool.RunAsync(args, Console.Out, Console.Error, Termination.OfProcess());
