using Sensorcast.Benchmarks;

return await new BenchmarkCommands(Console.Out, Console.Error).Build().Parse(args).InvokeAsync();
