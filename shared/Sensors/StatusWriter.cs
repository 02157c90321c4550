namespace Sensorcast.Sensors;

/// <summary>Writes numbers as the members of a JSON object (RFC 8259). All times are in milliseconds.</summary>
internal sealed class StatusWriter : NumberWriter
{
    /// <summary>Starts an object.</summary>
    internal void StartObject()
    {
        Text("{");
    }

    /// <summary>Ends an object.</summary>
    internal void EndObject()
    {
        Text("}");
    }

    /// <summary>Starts a member; its value follows.</summary>
    /// <param name="name">Its name.</param>
    internal void Member(string name)
    {
        StartName();
        Text(name);
        Text("\":");
    }

    /// <summary>Writes a member.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its value, without characters that JSON escapes; or <see langword="null"/>.</param>
    internal void Member(string name, string text)
    {
        Member(name);
        if (text == null)
        {
            Text("null");
            return;
        }

        Text("\"");
        Text(text);
        Text("\"");
    }

    /// <inheritdoc/>
    internal override void Total(string member, string metric, string help, long value)
    {
        if (value != Absent)
        {
            Member(member);
            Number(value);
        }
    }

    /// <inheritdoc/>
    internal override void TotalBytes(string member, string metric, string help, long value)
    {
        Total(member, metric, help, value);
    }

    /// <inheritdoc/>
    internal override void Gauge(string member, string metric, string help, long value)
    {
        Total(member, metric, help, value);
    }

    /// <inheritdoc/>
    internal override void Time(string member, string metric, string help, long milliseconds)
    {
        Member(member);
        if (milliseconds == Unknown)
        {
            Text("null");
        }
        else
        {
            Number(milliseconds);
        }
    }

    /// <inheritdoc/>
    internal override void Flag(string member, string metric, string help, bool value)
    {
        Member(member);
        Text(value ? "true" : "false");
    }

    /// <inheritdoc/>
    internal override void Path(string member, string path)
    {
        Member(member, path);
    }

    /// <inheritdoc/>
    internal override void StartGroup(string member, string metric, string help)
    {
        Member(member);
        StartObject();
    }

    /// <inheritdoc/>
    internal override void Item(string metric, string label, string key, long value)
    {
        Member(key);
        Number(value);
    }

    /// <inheritdoc/>
    internal override void Item(string metric, string label, int key, long value)
    {
        StartName();
        Number(key);
        Text("\":");
        Number(value);
    }

    /// <inheritdoc/>
    internal override void EndGroup()
    {
        EndObject();
    }

    private void StartName()
    {
        bool isFirst = Buffer[Position - 1] == '{';
        Text(isFirst ? "\"" : ",\"");
    }
}
