using System.Net;

namespace Sensorcast.Host;

/// <summary>What the command line asks for.</summary>
internal sealed record HostSettings(IPAddress Address, int Port, int MaxClients, string Name, bool Demo, int DemoRate, bool DemoBurst);
