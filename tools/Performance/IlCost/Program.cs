using Sensorcast.IlCost;

return new Commands(Console.Out, Console.Error).Build().Parse(args).Invoke();
