namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>A run of a server with some clients.</summary>
/// <param name="MaxClients">How many it serves at once.</param>
/// <param name="Clients">The clients, all of which connect at the start.</param>
/// <param name="Waits">The milliseconds from each moment to the next.</param>
/// <param name="Ends">How it ends: 0 the server shuts down, 1 all clients close, 2 all fall silent.</param>
internal sealed record ServerCase(int MaxClients, ClientScript[] Clients, int[] Waits, int Ends)
{
    public override string ToString() =>
        $"{MaxClients} at once, waits {string.Join(' ', Waits)}, ends {Ends}\n{string.Join("\n", Clients.AsEnumerable())}";
}
