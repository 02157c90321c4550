namespace Sensorcast.Simulator.Network;

/// <summary>A time without Wi-Fi: nothing arrives anywhere before its end.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Resets">Whether connections are reset at its end, rather than go on.</param>
internal sealed record Outage(long Start, long End, bool Resets)
{
    public bool Covers(long time) => time >= Start && time < End;
}
