using System.Diagnostics;
using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Decides which readings are new and what is a gap, and counts both.</summary>
internal sealed class Recording(RecordingWriter writer, bool withHistory)
{
    private static readonly TimeSpan FlushPeriod = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DateTimeOffset> _last = [];
    private long _lastFlush = Stopwatch.GetTimestamp();
    private bool _isFirstConnection = true;

    /// <summary>Readings written.</summary>
    public long Readings { get; private set; }

    /// <summary>Gaps marked.</summary>
    public long Gaps { get; private set; }

    /// <summary>Takes what the stream brings.</summary>
    public void Take(StreamEvent streamEvent)
    {
        switch (streamEvent)
        {
            case Pack pack:
                Take(pack);
                break;
            case SkippedPacks gap:
                Mark(string.Create(CultureInfo.InvariantCulture, $"{gap.Count} packs skipped"));
                break;
            case Connected { Number: > 1 } connected:
                _isFirstConnection = false;
                Mark(string.Create(CultureInfo.InvariantCulture, $"reconnected after {connected.Away.TotalSeconds:0.0} s"));
                break;
            case Disconnected:
                Flush();
                break;
        }

        if (Stopwatch.GetElapsedTime(_lastFlush) >= FlushPeriod)
        {
            Flush();
        }
    }

    private void Take(Pack pack)
    {
        foreach (Reading reading in pack.Readings)
        {
            // The history of a later connection fills the gap before it, as far as it reaches; the rest of it is written already.
            bool isNew = !reading.IsHistory || (_isFirstConnection ? withHistory : !_last.TryGetValue(reading.Name, out DateTimeOffset last) || reading.Time > last);
            if (isNew)
            {
                writer.Write(reading);
                Readings++;
            }

            if (isNew || !_last.ContainsKey(reading.Name))
            {
                _last[reading.Name] = reading.Time;
            }
        }
    }

    private void Mark(string reason)
    {
        writer.WriteGap(DateTimeOffset.UtcNow, reason);
        Gaps++;
    }

    private void Flush()
    {
        writer.Flush();
        _lastFlush = Stopwatch.GetTimestamp();
    }
}
