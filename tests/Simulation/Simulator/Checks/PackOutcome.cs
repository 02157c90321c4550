using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Checks;

/// <summary>The result of a client's pack that has been read.</summary>
internal sealed class PackOutcome(ClientPack pack, bool isBusy)
{
    public ClientPack Pack => pack;

    /// <summary>The channel that could not be set, or null.</summary>
    public SimulatedSensor? Failed { get; set; }

    /// <summary>The name of the error, or null.</summary>
    public string? Error => isBusy ? "busy" : pack.Error ?? (Failed is null ? null : "failed");

    /// <summary>What must be replied, or null.</summary>
    public string? Reply
    {
        get
        {
            string sequence = isBusy || pack.Sequence is null ? string.Empty : $"\"seq\":{pack.Sequence}";
            if (Error is null)
            {
                return sequence.Length == 0 ? null : $"{{{sequence}}}";
            }

            string? name = isBusy ? null : Failed?.FullName ?? pack.ErrorName;
            string comma = sequence.Length == 0 ? string.Empty : ",";
            return $"{{{sequence}{comma}\"error\":\"{Error}\"{(name is null ? string.Empty : $",\"n\":\"{name}\"")}}}";
        }
    }
}
