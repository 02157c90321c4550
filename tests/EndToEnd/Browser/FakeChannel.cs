using System.Text.Json.Nodes;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>A channel of a simulated board, and what it reads.</summary>
/// <param name="Name">The name without the board's.</param>
/// <param name="Unit">Null for texts and switches.</param>
/// <param name="Value">What it reads, a number, a boolean or a text, at a time in seconds before (negative) or after the start.</param>
internal sealed record FakeChannel(string Name, string? Unit, Func<double, object> Value)
{
    /// <summary>Seconds from reading to reading.</summary>
    public double UpdateTime { get; init; } = 60;

    /// <summary>How many readings the first pack has.</summary>
    public int History { get; init; } = 1;

    /// <summary>Seconds between the readings of the history.</summary>
    public double Spacing { get; init; } = 1;

    /// <summary>Whether it can be set; a number from 0 to <see cref="Maximum"/> in 200 steps.</summary>
    public bool IsActuator { get; init; }

    public double Maximum { get; init; } = 100;

    /// <summary>Further fields of its first record: its description.</summary>
    public JsonObject Description { get; init; } = [];

    /// <summary>The records of the first pack.</summary>
    public IEnumerable<JsonObject> Records()
    {
        for (int i = 0; i < History; i++)
        {
            double time = (i + 1 - History) * Spacing;
            JsonObject record = new() { ["n"] = Name };
            if (i == 0)
            {
                Introduce(record);
            }

            Packs.SetValue(record, Value(time));
            record["t"] = time;
            yield return record;
        }
    }

    private void Introduce(JsonObject record)
    {
        if (Unit is not null)
        {
            record["u"] = Unit;
        }

        record["ut"] = UpdateTime;
        foreach ((string name, JsonNode? value) in Description)
        {
            record[name] = value?.DeepClone();
        }

        if (IsActuator)
        {
            record["set"] = true;
            if (Unit is not null)
            {
                (record["min"], record["max"], record["step"]) = (0, Maximum, Maximum / 200);
            }
        }
    }
}
