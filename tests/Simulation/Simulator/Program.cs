using Sensorcast.Simulator;

return Commands.Make().Parse(args).Invoke();
