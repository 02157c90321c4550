using System.Text.Json;

namespace Sensorcast.Simulator.Checks;

/// <summary>What the server must report of itself.</summary>
internal sealed record Totals(
    long Uptime, long Sequence, long Clients, long MaxClients, long Sent, long Skipped, long Settings, long RefusedSettings)
{
    public static Totals Now(World world) => new(
        world.Now - world.Scenario.StartTime,
        world.Packs.Sequence,
        world.Slots.Taken,
        world.Scenario.MaxClients,
        world.Packs.Sent,
        world.Packs.Skipped,
        world.Settings.Made,
        world.Settings.Refused);

    public void CheckStatus(Witness witness, JsonElement status)
    {
        foreach ((string name, string _, long value) in Numbers())
        {
            long reported = status.GetProperty(name).GetInt64();
            witness.Check(reported == value, "status-page", $"reads {name} {reported} instead of {value}");
        }

        int slots = status.GetProperty("slots").GetArrayLength();
        witness.Check(slots == MaxClients, "status-page", $"reads of {slots} slots");
    }

    public void CheckMetrics(Witness witness, string metrics)
    {
        foreach ((string json, string name, long value) in Numbers())
        {
            string reported = json == "uptime" ? $"{value / 1000}.{value % 1000:000}" : $"{value}";
            string line = $"\nsensorcast_{name} {reported}\n";
            witness.Check(metrics.Contains(line, StringComparison.Ordinal), "status-page", $"does not read{line}");
        }
    }

    private IEnumerable<(string Json, string Metric, long Value)> Numbers() =>
    [
        ("uptime", "uptime_seconds", Uptime),
        ("sequence", "packs_total", Sequence),
        ("clients", "clients", Clients),
        ("maxClients", "max_clients", MaxClients),
        ("sent", "frames_sent_total", Sent),
        ("skipped", "frames_skipped_total", Skipped),
        ("settings", "settings_total", Settings),
        ("refusedSettings", "settings_refused_total", RefusedSettings),
    ];
}
