using System;

namespace Sensorcast.Telemetry;

/// <summary>What a sensor threw: how often, and the text of the last exception. Made when a sensor throws for the first time.</summary>
public sealed class ReadFailures
{
    /// <summary>The maximum length of the text that is kept, in characters.</summary>
    public const int MaxTextLength = 96;

    /// <summary>How many exceptions there were.</summary>
    public int Count { get; private set; }

    /// <summary>The text of the last one.</summary>
    public string LastText { get; private set; }

    /// <summary>Counts an exception.</summary>
    /// <param name="exception">The exception.</param>
    public void Add(Exception exception)
    {
        string text = exception.Message;
        if (text == null || text.Length == 0)
        {
            text = exception.GetType().Name;
        }

        LastText = text.Length <= MaxTextLength ? text : text.Substring(0, MaxTextLength);
        if (Count < int.MaxValue)
        {
            Count++;
        }
    }
}
