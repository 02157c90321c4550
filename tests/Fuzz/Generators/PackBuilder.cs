using System.Numerics;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Makes up a pack: mostly of what a client would send, with some of everything else that SenML allows.</summary>
internal sealed class PackBuilder(string baseName, Channel[] channels, Random random, IPackWriter writer)
{
    private readonly List<(string Label, Action Value)> _fields = [];
    private string _currentBase = string.Empty;

    internal void Make()
    {
        int count = random.Next(20) == 0 ? random.Next(15, 20) : random.Next(1, 4);
        writer.StartArray(count);
        for (int i = 0; i < count; i++)
        {
            MakeRecord(isFirst: i == 0);
        }

        writer.EndArray();
    }

    private void MakeRecord(bool isFirst)
    {
        _fields.Clear();
        if (isFirst && OneIn(3))
        {
            AddNumber("seq", random.Next(2) == 0 ? random.Next(100) : random.NextInt64(1L << 33) - (OneIn(4) ? 1L << 32 : 0), 0);
        }

        if (!OneIn(12))
        {
            AddSetting(channels[random.Next(channels.Length)]);
        }

        if (OneIn(8))
        {
            AddOther();
        }

        (string Label, Action Value)[] fields = [.. _fields.DistinctBy(field => field.Label)];
        if (fields.Length == 0)
        {
            fields = [("ut", () => writer.Number(1, 0))];
        }

        random.Shuffle(fields);
        writer.StartMap(fields.Length);
        foreach ((string label, Action value) in fields)
        {
            writer.Label(label);
            value();
        }

        writer.EndMap();
    }

    private void AddSetting(Channel channel)
    {
        AddName(OneIn(12) ? "no-such" : baseName + channel.Name);
        if (OneIn(5))
        {
            AddText(OneIn(2) ? "bu" : "u", OneIn(3) ? "Pa" : channel.Unit ?? string.Empty);
        }

        if (OneIn(12))
        {
            AddNumber(OneIn(2) ? "bt" : "t", random.Next(-1, 2), random.Next(-12, 3));
        }

        bool isBoolean = channel.Kind == ChannelKind.Boolean;
        if (OneIn(15))
        {
            isBoolean = !isBoolean;
        }

        if (isBoolean)
        {
            bool value = OneIn(2);
            _fields.Add(("vb", () => writer.Boolean(value)));
        }
        else
        {
            AddValue(channel);
        }

        if (OneIn(25))
        {
            AddText("vs", "on");
        }
    }

    private void AddName(string name)
    {
        if (name.StartsWith(_currentBase, StringComparison.Ordinal) && OneIn(2))
        {
            AddName("n", name[_currentBase.Length..]);
            return;
        }

        int cut = OneIn(3) ? baseName.Length : random.Next(name.Length + 1);
        cut = Math.Min(cut, name.Length);
        _currentBase = name[..cut];
        AddName("bn", _currentBase);
        AddName("n", name[cut..]);
    }

    /// <summary>A base name alone may be the whole name, and a name may be all of it.</summary>
    private void AddName(string label, string text)
    {
        if (label == "bn" || text.Length > 0 || OneIn(2))
        {
            AddText(label, text);
        }
    }

    /// <summary>A value around the channel's range, to a thousandth of its step, perhaps parted into a base value and the rest.</summary>
    private void AddValue(Channel channel)
    {
        long step = OneIn(3) ? random.NextInt64((long)channel.Min - 2, (long)channel.Max + 3) : OneIn(2) ? channel.Min : channel.Max;
        BigInteger mantissa = (step * 1000L) + random.Next(6) switch { 0 => 499, 1 => 500, 2 => -500, 3 => random.Next(1000), _ => 0 };
        int exponent = channel.Exponent - 3;
        while (!mantissa.IsZero && mantissa % 10 == 0 && !OneIn(4))
        {
            mantissa /= 10;
            exponent++;
        }

        if (OneIn(20))
        {
            exponent = random.Next(-400, 400);
        }

        if (OneIn(4))
        {
            BigInteger part = random.NextInt64(-1000000, 1000000);
            AddNumber("bv", part, exponent);
            mantissa -= part;
        }

        if (!OneIn(30))
        {
            AddNumber("v", mantissa, exponent);
        }
    }

    private void AddOther()
    {
        switch (random.Next(8))
        {
            case 0:
                AddNumber("bver", random.Next(8, 13), 0);
                break;
            case 1:
                AddText("fade_", "1");
                break;
            case 2:
                _fields.Add(("x-nested", () => WriteNested(random.Next(10))));
                break;
            case 3:
                _fields.Add(("x-odd", writer.Oddity));
                break;
            case 4:
                AddNumber("ut", 5, -1);
                break;
            case 5:
                AddNumber(OneIn(2) ? "s" : "bs", 5, -1);
                break;
            case 6:
                _fields.Add((OneIn(2) ? "v" : "n", writer.Null));
                break;
            default:
                AddText("vd", "AA");
                break;
        }
    }

    private void WriteNested(int depth)
    {
        if (depth == 0)
        {
            writer.Oddity();
            return;
        }

        bool isMap = OneIn(2);
        int count = random.Next(1, 3);
        if (isMap)
        {
            writer.StartMap(count);
        }
        else
        {
            writer.StartArray(count);
        }

        for (int i = 0; i < count; i++)
        {
            if (isMap)
            {
                writer.Label($"x{i}");
            }

            WriteNested(i == 0 ? depth - 1 : 0);
        }

        if (isMap)
        {
            writer.EndMap();
        }
        else
        {
            writer.EndArray();
        }
    }

    private bool OneIn(int count) => random.Next(count) == 0;

    private void AddText(string label, string text) => _fields.Add((label, () => writer.Text(text)));

    private void AddNumber(string label, BigInteger mantissa, int exponent) =>
        _fields.Add((label, () => writer.Number(mantissa, exponent)));
}
