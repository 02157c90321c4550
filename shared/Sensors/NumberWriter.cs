using Sensorcast.Text;

namespace Sensorcast.Sensors;

/// <summary>
/// Writes the numbers that a server reports of itself, in one of its formats: which they are, and in what order,
/// <see cref="ServerNumbers"/> says. Each has a name among the members of <c>/status</c>, and one among the metrics.
/// </summary>
internal abstract class NumberWriter : AsciiWriter
{
    /// <summary>Stands for a number that there is not.</summary>
    internal const long Absent = long.MinValue;

    /// <summary>Stands for a number that is not known yet.</summary>
    internal const long Unknown = long.MaxValue;

    /// <summary>Writes a number that only grows.</summary>
    /// <param name="member">Its name in <c>/status</c>.</param>
    /// <param name="metric">Its name among the metrics, without prefix, unit and <c>_total</c>.</param>
    /// <param name="help">What it counts, in a few words.</param>
    /// <param name="value">The number: 0 or more, or <see cref="Absent"/>.</param>
    internal abstract void Total(string member, string metric, string help, long value);

    /// <summary>Writes a number of bytes that only grows.</summary>
    /// <param name="member">Its name in <c>/status</c>.</param>
    /// <param name="metric">Its name among the metrics.</param>
    /// <param name="help">What it counts.</param>
    /// <param name="value">The number: 0 or more, or <see cref="Absent"/>.</param>
    internal abstract void TotalBytes(string member, string metric, string help, long value);

    /// <summary>Writes a number.</summary>
    /// <param name="member">Its name in <c>/status</c>.</param>
    /// <param name="metric">Its name among the metrics.</param>
    /// <param name="help">What it is.</param>
    /// <param name="value">The number: 0 or more.</param>
    internal abstract void Gauge(string member, string metric, string help, long value);

    /// <summary>Writes a time.</summary>
    /// <param name="member">Its name in <c>/status</c>.</param>
    /// <param name="metric">Its name among the metrics, without its unit.</param>
    /// <param name="help">What it is.</param>
    /// <param name="milliseconds">The time: 0 or more, or <see cref="Unknown"/>.</param>
    internal abstract void Time(string member, string metric, string help, long milliseconds);

    /// <summary>Writes true or false.</summary>
    /// <param name="member">Its name in <c>/status</c>.</param>
    /// <param name="metric">Its name among the metrics.</param>
    /// <param name="help">What it is.</param>
    /// <param name="value">The value.</param>
    internal abstract void Flag(string member, string metric, string help, bool value);

    /// <summary>Writes the path of a route, where the format has room for text.</summary>
    /// <param name="member">Its name in <c>/status</c>.</param>
    /// <param name="path">The path, or <see langword="null"/>.</param>
    internal abstract void Path(string member, string path);

    /// <summary>Starts numbers that only grow and differ by a key; their items follow, and <see cref="EndGroup"/>.</summary>
    /// <param name="member">Their name in <c>/status</c>.</param>
    /// <param name="metric">Their name among the metrics.</param>
    /// <param name="help">What they count.</param>
    internal abstract void StartGroup(string member, string metric, string help);

    /// <summary>Writes a number of a group.</summary>
    /// <param name="metric">The group's name among the metrics.</param>
    /// <param name="label">What the key is.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The number: 0 or more.</param>
    internal abstract void Item(string metric, string label, string key, long value);

    /// <summary>Writes a number of a group.</summary>
    /// <param name="metric">The group's name among the metrics.</param>
    /// <param name="label">What the key is.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The number: 0 or more.</param>
    internal abstract void Item(string metric, string label, int key, long value);

    /// <summary>Ends a group.</summary>
    internal abstract void EndGroup();
}
