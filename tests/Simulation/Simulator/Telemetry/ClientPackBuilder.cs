using System.Formats.Cbor;
using System.Globalization;
using System.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>Makes up packs that clients send: most are valid, some request what is not possible, a few are no packs.</summary>
internal sealed class ClientPackBuilder(World world, Prng random)
{
    /// <summary>Makes a pack that only requests an answer.</summary>
    public ClientPack MakePing() => Make([], null, null, random.Below(1000));

    public ClientPack Make()
    {
        if (random.Chance(4))
        {
            return MakeMalformed();
        }

        SimulatedSensor[] settable = [.. world.Sensors.Where(sensor => sensor.Plan.IsSettable)];
        List<(SimulatedSensor Sensor, int Value)> settings = [];
        for (int i = random.Below(4); i > 0 && settable.Length > 0; i--)
        {
            SimulatedSensor sensor = random.Pick<SimulatedSensor>(settable);
            settings.Add(
                (sensor, sensor.Plan.Kind == ChannelKind.Boolean ? random.Below(2) : random.Between(ChannelPlan.Min, ChannelPlan.Max)));
        }

        long? sequence = settings.Count == 0 || random.Chance(60) ? random.Pick<long>(0, random.Below(100_000), uint.MaxValue) : null;
        return random.Chance(30)
            ? MakeInvalid(settings, random.Pick<SimulatedSensor>(world.Sensors), sequence)
            : Make([.. settings.Select(Field)], null, null, sequence, settings);
    }

    private static (string Name, object Value, string? Unit, int? Time) Field((SimulatedSensor Sensor, int Value) setting) =>
        (setting.Sensor.FullName, Value(setting.Sensor, setting.Value), null, null);

    private static object Value(SimulatedSensor sensor, int value) =>
        sensor.Plan.Kind == ChannelKind.Boolean ? value != 0 : (value, sensor.Plan.Exponent);

    private ClientPack MakeMalformed()
    {
        bool isJson = random.Chance(50);
        return new ClientPack
        {
            IsMalformed = true,
            IsJson = isJson,
            Bytes = isJson ? Encoding.UTF8.GetBytes(random.Pick("hello", "[]", "[{\"n\":1}]", "[{\"seq\":1}", string.Empty))
                : random.Pick<byte[]>([], [0x80], [0x81, 0xA1, 0, 0]),
        };
    }

    /// <summary>Puts one record that cannot be set among others that could be.</summary>
    private ClientPack MakeInvalid(List<(SimulatedSensor Sensor, int Value)> settings, SimulatedSensor at, long? sequence)
    {
        List<(string Name, object Value, string? Unit, int? Time)> fields = [.. settings.Select(Field)];
        bool isBoolean = at.Plan.Kind == ChannelKind.Boolean;
        object good = Value(at, 0);
        (string Error, string Name, object Value, string? Unit, int? Time) bad = !at.Plan.IsSettable
            ? random.Pick(
                ("not-settable", at.FullName, (object)true, (string?)null, (int?)null),
                ("unknown-name", at.FullName + "x", true, null, null))
            : random.Below(4) switch
            {
                0 => ("wrong-type", at.FullName, isBoolean ? (1, 0) : true, null, null),
                1 => ("wrong-unit", at.FullName, good, "furlong", null),
                2 => ("time-not-supported", at.FullName, good, null, 5),
                _ => isBoolean
                    ? ("wrong-type", at.FullName, "on", null, null)
                    : ("out-of-range", at.FullName,
                        (random.Pick(ChannelPlan.Min - 1, ChannelPlan.Max + 1, int.MaxValue), at.Plan.Exponent), null, null),
            };
        fields.Insert(random.Between(0, fields.Count), (bad.Name, bad.Value, bad.Unit, bad.Time));
        return Make(fields, bad.Error, bad.Name, sequence);
    }

    private ClientPack Make(
        List<(string Name, object Value, string? Unit, int? Time)> fields,
        string? error,
        string? errorName,
        long? sequence,
        List<(SimulatedSensor Sensor, int Value)>? settings = null)
    {
        bool isJson = random.Chance(50);
        return new ClientPack
        {
            Sequence = sequence,
            Settings = settings ?? [],
            Error = error,
            ErrorName = errorName,
            IsJson = isJson,
            Bytes = isJson ? Json(fields, sequence) : Cbor(fields, sequence),
        };
    }

    private static byte[] Json(List<(string Name, object Value, string? Unit, int? Time)> fields, long? sequence)
    {
        List<string> records = sequence is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"\"seq\":{sequence}")];
        foreach ((string name, object value, string? unit, int? time) in fields)
        {
            string text = value switch
            {
                bool isOn => $"\"vb\":{(isOn ? "true" : "false")}",
                string word => $"\"vs\":\"{word}\"",
                (int mantissa, int exponent) => string.Create(CultureInfo.InvariantCulture, $"\"v\":{mantissa}e{exponent}"),
                _ => throw new ArgumentException("no value"),
            };
            text += unit is null ? string.Empty : $",\"u\":\"{unit}\"";
            text += time is null ? string.Empty : $",\"t\":{time}";
            records.Add($"\"n\":\"{name}\",{text}");
        }

        return Encoding.UTF8.GetBytes($"[{string.Join(',', records.Select(record => "{" + record + "}"))}]");
    }

    private static byte[] Cbor(List<(string Name, object Value, string? Unit, int? Time)> fields, long? sequence)
    {
        var writer = new CborWriter();
        writer.WriteStartArray(fields.Count + (sequence is null ? 0 : 1));
        if (sequence is { } number)
        {
            writer.WriteStartMap(1);
            writer.WriteTextString("seq");
            writer.WriteInt64(number);
            writer.WriteEndMap();
        }

        foreach ((string name, object value, string? unit, int? time) in fields)
        {
            writer.WriteStartMap(null);
            writer.WriteInt32(0);
            writer.WriteTextString(name);
            WriteValue(writer, value);
            if (unit is not null)
            {
                writer.WriteInt32(1);
                writer.WriteTextString(unit);
            }

            if (time is not null)
            {
                writer.WriteInt32(6);
                writer.WriteInt32(time.Value);
            }

            writer.WriteEndMap();
        }

        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void WriteValue(CborWriter writer, object value)
    {
        switch (value)
        {
            case bool isOn:
                writer.WriteInt32(4);
                writer.WriteBoolean(isOn);
                break;
            case string word:
                writer.WriteInt32(3);
                writer.WriteTextString(word);
                break;
            case (int mantissa, int exponent):
                writer.WriteInt32(2);
                writer.WriteTag(CborTag.DecimalFraction);
                writer.WriteStartArray(2);
                writer.WriteInt32(exponent);
                writer.WriteInt32(mantissa);
                writer.WriteEndArray();
                break;
        }
    }
}
