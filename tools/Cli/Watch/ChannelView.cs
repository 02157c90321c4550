using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>What the table shows of a channel: its last readings, and the least and the most since the start.</summary>
internal sealed class ChannelView(string name)
{
    /// <summary>How many readings the sparkline shows.</summary>
    public const int SparklineLength = 32;

    private readonly Queue<decimal> _numbers = new();

    /// <summary>What the board calls it.</summary>
    public string Name { get; } = name;

    /// <summary>The newest reading.</summary>
    public Reading? Last { get; private set; }

    /// <summary>The power of ten of the last digit that it has had.</summary>
    public int Exponent { get; private set; }

    /// <summary>Whether the board has it no longer.</summary>
    public bool IsGone { get; set; }

    /// <summary>The number of the largest magnitude, which decides on the prefix of the unit.</summary>
    public decimal Magnitude => Math.Max(-(Minimum ?? 0), Maximum ?? 0);

    /// <summary>The least number, if there is one.</summary>
    public decimal? Minimum { get; private set; }

    /// <summary>The greatest number, if there is one.</summary>
    public decimal? Maximum { get; private set; }

    /// <summary>The last readings as bars: the lowest is the least of them.</summary>
    public string Sparkline
    {
        get
        {
            const string Bars = "▁▂▃▄▅▆▇█";
            decimal low = _numbers.Count == 0 ? 0 : _numbers.Min();
            decimal range = _numbers.Count == 0 ? 0 : _numbers.Max() - low;
            return string.Concat(_numbers.Select(number =>
                range == 0 ? Bars[0] : Bars[(int)Math.Round((number - low) / range * (Bars.Length - 1))]));
        }
    }

    /// <summary>Takes the next reading.</summary>
    public void Add(Reading reading)
    {
        Last = reading;
        IsGone = false;
        switch (reading.Value.Kind)
        {
            case ReadingKind.Number:
                decimal number = reading.Value.Number;
                Exponent = Math.Min(Exponent, -number.Scale);
                Minimum = Minimum < number ? Minimum : number;
                Maximum = Maximum > number ? Maximum : number;
                Draw(number);
                break;
            case ReadingKind.Boolean:
                Draw(reading.Value.Boolean ? 1 : 0);
                break;
        }
    }

    private void Draw(decimal number)
    {
        _numbers.Enqueue(number);
        if (_numbers.Count > SparklineLength)
        {
            _numbers.Dequeue();
        }
    }
}
