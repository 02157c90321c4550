using System.Text;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>The recording in an existing file: the length of its whole rows, and the newest readings of each channel.</summary>
internal sealed class EarlierRecording
{
    /// <summary>As many as a client compares.</summary>
    private const int ReadingsKept = 8;

    private EarlierRecording(bool isOurs, long wholeLength, long rows, IReadOnlyList<Reading> readings)
    {
        (IsOurs, WholeLength, Rows, Readings) = (isOurs, wholeLength, rows, readings);
    }

    /// <summary>Nothing.</summary>
    public static EarlierRecording None { get; } = new(true, 0, 0, []);

    /// <summary>Whether it is a recording in this format, or empty.</summary>
    public bool IsOurs { get; }

    /// <summary>The length up to the end of the last whole row, without what ends a file.</summary>
    public long WholeLength { get; }

    /// <summary>How many rows there are.</summary>
    public long Rows { get; }

    /// <summary>The newest readings of each channel, from old to new.</summary>
    public IReadOnlyList<Reading> Readings { get; }

    /// <summary>Reads a file from its beginning.</summary>
    public static EarlierRecording Read(Stream file, RecordingRows format)
    {
        var newest = new Dictionary<string, Queue<string>>();
        var row = new MemoryStream();
        long whole = 0;
        long position = 0;
        long rows = 0;
        bool isInside = false;
        bool isFirst = true;
        foreach (ReadOnlyMemory<byte> line in Lines(file))
        {
            row.Write(line.Span);
            position += line.Length;
            isInside = format.ContinuesAfter(isInside, line.Span);
            if (isInside || line.Span[^1] != (byte)'\n')
            {
                continue;
            }

            string text = Encoding.UTF8.GetString(row.GetBuffer().AsSpan(0, (int)row.Length));
            row.SetLength(0);
            if (isFirst && format.Header.Length > 0)
            {
                if (text != format.Header)
                {
                    return new EarlierRecording(false, 0, 0, []);
                }
            }
            else if (text == format.Footer)
            {
                continue;
            }
            else if (format.KeyOf(text.TrimEnd('\n')) is string key)
            {
                rows++;
                Keep(newest, key, text.TrimEnd('\n'));
            }
            else
            {
                // Bytes that are no row may stand at the end: a machine that lost its power leaves zeros there.
                return new EarlierRecording(rows > 0 && IsEmpty(text), whole, rows, Parse(newest, format));
            }

            isFirst = false;
            whole = position;
        }

        string rest = Encoding.UTF8.GetString(row.GetBuffer().AsSpan(0, (int)Math.Min(row.Length, 80)));
        bool isTornHeader = isFirst
            && (format.Header.StartsWith(rest, StringComparison.Ordinal)
                || (format.Header.Length == 0 && rest.StartsWith("{\"time\":", StringComparison.Ordinal)));
        return new EarlierRecording(!isFirst || isTornHeader, whole, rows, Parse(newest, format));
    }

    private static bool IsEmpty(string text) => text.All(static character => character is '\0' or '\n');

    private static void Keep(Dictionary<string, Queue<string>> newest, string key, string row)
    {
        if (!newest.TryGetValue(key, out Queue<string>? rows))
        {
            newest.Add(key, rows = new Queue<string>());
        }

        rows.Enqueue(row);
        if (rows.Count > ReadingsKept)
        {
            rows.Dequeue();
        }
    }

    private static List<Reading> Parse(Dictionary<string, Queue<string>> newest, RecordingRows format)
    {
        List<Reading> readings = [];
        foreach (string row in newest.Values.SelectMany(static rows => rows))
        {
            try
            {
                if (format.Read(row) is Reading reading)
                {
                    readings.Add(reading);
                }
            }
            catch (FormatException)
            {
                // The file was edited. It stays as it is.
            }
        }

        return readings;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream file)
    {
        byte[] buffer = new byte[256 * 1024];
        while (file.Read(buffer) is int length and > 0)
        {
            int start = 0;
            while (start < length)
            {
                int end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n');
                int next = end < 0 ? length : start + end + 1;
                yield return buffer.AsMemory(start, next - start);
                start = next;
            }
        }
    }
}
