using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Sensors;

/// <summary>
/// Writes numbers in the text format of Prometheus (version 0.0.4) or as OpenMetrics (version 1.0.0). The samples of a metric stand
/// together, after its description, which the first of them brings: so a metric is written for one client or channel after the other. Names
/// and units are as Prometheus recommends: times in seconds, and <c>_total</c> for what only grows.
/// </summary>
internal sealed class MetricsWriter : NumberWriter
{
    private const int MillisecondExponent = -3;
    private const string CounterEnd = "_total";
    private const string Gauges = " gauge\n";
    private const string Counters = " counter\n";
    private const string Seconds = "seconds";

    // What the samples are of: a client, a channel, or the server itself.
    private int _index;
    private SlotInfo _slot;
    private Channel _channel;

    /// <summary>Whether it is OpenMetrics.</summary>
    internal bool IsOpen { get; set; }

    /// <summary>What follows is of the server.</summary>
    internal void StartServer()
    {
        StartSubject(0);
    }

    /// <summary>What follows is of a client.</summary>
    /// <param name="slot">The client, or <see langword="null"/>.</param>
    /// <param name="index">The index of its slot.</param>
    internal void StartSlot(SlotInfo slot, int index)
    {
        StartSubject(index);
        _slot = slot;
    }

    /// <summary>What follows is of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="index">Its index.</param>
    internal void StartChannel(Channel channel, int index)
    {
        StartSubject(index);
        _channel = channel;
    }

    /// <summary>Writes the newest reading, of true or false 1 or 0. A text is no number and is left out.</summary>
    /// <param name="channel">The channel.</param>
    internal void Reading(ChannelState channel)
    {
        const string Metric = "reading";
        Start(Metric, null, Gauges, "Newest reading.");
        if (channel.Channel.Kind == ChannelKind.Text)
        {
            return;
        }

        StartSample(Metric, null, string.Empty);
        if (channel.LastReading == ChannelState.Never)
        {
            Text("NaN\n");
        }
        else
        {
            EndSample(channel.LastValue, channel.Channel.Exponent);
        }
    }

    /// <summary>Ends all.</summary>
    internal void End()
    {
        Text(IsOpen ? "# EOF\n" : string.Empty);
    }

    /// <inheritdoc/>
    internal override void Total(string member, string metric, string help, long value)
    {
        Write(metric, null, Counters, help, value);
    }

    /// <inheritdoc/>
    internal override void TotalBytes(string member, string metric, string help, long value)
    {
        Write(metric, "bytes", Counters, help, value);
    }

    /// <inheritdoc/>
    internal override void Gauge(string member, string metric, string help, long value)
    {
        Write(metric, null, Gauges, help, value);
    }

    /// <inheritdoc/>
    internal override void Time(string member, string metric, string help, long milliseconds)
    {
        Start(metric, Seconds, Gauges, help);
        if (milliseconds != Unknown)
        {
            StartSample(metric, Seconds, string.Empty);
            EndSample(milliseconds, MillisecondExponent);
        }
    }

    /// <inheritdoc/>
    internal override void Flag(string member, string metric, string help, bool value)
    {
        Gauge(member, metric, help, value ? 1 : 0);
    }

    /// <inheritdoc/>
    internal override void Path(string member, string path)
    {
        // Metrics are numbers.
    }

    /// <inheritdoc/>
    internal override void StartGroup(string member, string metric, string help)
    {
        Describe(metric, null, Counters, help);
    }

    /// <inheritdoc/>
    internal override void Item(string metric, string label, string key, long value)
    {
        StartItem(metric, label);
        Text(key);
        EndItem(value);
    }

    /// <inheritdoc/>
    internal override void Item(string metric, string label, int key, long value)
    {
        StartItem(metric, label);
        Number(key);
        EndItem(value);
    }

    /// <inheritdoc/>
    internal override void EndGroup()
    {
        // A group is a metric like others.
    }

    private void StartSubject(int index)
    {
        _index = index;
        _slot = null;
        _channel = null;
    }

    private void Write(string metric, string unit, string type, string help, long value)
    {
        Start(metric, unit, type, help);
        if (value != Absent)
        {
            StartSample(metric, unit, type == Counters ? CounterEnd : string.Empty);
            EndSample(value, 0);
        }
    }

    /// <summary>Writes a metric's description before the first of its samples.</summary>
    private void Start(string metric, string unit, string type, string help)
    {
        if (_index == 0)
        {
            Describe(metric, unit, type, help);
        }
    }

    private void Describe(string metric, string unit, string type, string help)
    {
        // In OpenMetrics the ending belongs to the samples.
        string end = type == Counters && !IsOpen ? CounterEnd : string.Empty;
        Text("# HELP ");
        Name(metric, unit, end);
        Text(" ");
        Text(help);
        Text("\n# TYPE ");
        Name(metric, unit, end);
        Text(type);
        if (IsOpen && unit != null)
        {
            Text("# UNIT ");
            Name(metric, unit, end);
            Text(" ");
            Text(unit);
            Text("\n");
        }
    }

    private void Name(string metric, string unit, string end)
    {
        Text("sensorcast_");
        Text(metric);
        if (unit != null)
        {
            Text("_");
            Text(unit);
        }

        Text(end);
    }

    private void StartSample(string metric, string unit, string end)
    {
        Name(metric, unit, end);
        if (_slot != null)
        {
            Text("{slot=\"");
            Number(_index);
            Text("\",address=\"");
            Text(_slot.RemoteAddress);
            Text("\"}");
        }
        else if (_channel != null)
        {
            Text("{name=\"");
            Text(_channel.Name);
            if (_channel.Unit != null)
            {
                Text("\",unit=\"");
                Text(_channel.Unit);
            }

            Text("\"}");
        }

        Text(" ");
    }

    private void EndSample(long mantissa, int exponent)
    {
        byte[] buffer = Buffer;
        Start(buffer, JsonNumber.Write(buffer, Position, mantissa, exponent));
        Text("\n");
    }

    private void StartItem(string metric, string label)
    {
        Name(metric, null, CounterEnd);
        Text("{");
        Text(label);
        Text("=\"");
    }

    private void EndItem(long value)
    {
        Text("\"} ");
        EndSample(value, 0);
    }
}
