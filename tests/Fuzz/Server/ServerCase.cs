namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>A server's life with some clients.</summary>
/// <param name="MaxClients">How many it serves at once.</param>
/// <param name="Clients">Who comes, all at the start.</param>
/// <param name="Waits">The milliseconds from each moment to the next.</param>
/// <param name="Ends">How it ends: 0 the server goes down, 1 all clients go, 2 all fall silent.</param>
internal sealed record ServerCase(int MaxClients, ClientScript[] Clients, int[] Waits, int Ends)
{
    public override string ToString() =>
        $"{MaxClients} at once, waits {string.Join(' ', Waits)}, ends {Ends}\n{string.Join("\n", Clients.AsEnumerable())}";
}
