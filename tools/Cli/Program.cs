return await Sensorcast.Cli.Tool.RunAsync(args, Console.Out, Console.Error);
