namespace Sensorcast.Telemetry;

/// <summary>Writes what a channel says of itself as fields of a SenML-CBOR record.</summary>
internal static class CborDescription
{
    /// <summary>Writes the fields that there are, and counts them.</summary>
    internal static int Write(byte[] buffer, int position, ChannelDescription description, int exponent, ref int fields)
    {
        position = WriteText(buffer, position, SenmlLabel.Title, description.Title, ref fields);
        position = WriteText(buffer, position, SenmlLabel.Group, description.Group, ref fields);
        position = WriteText(buffer, position, SenmlLabel.Kind, description.Kind, ref fields);
        if (description.HasExpected)
        {
            position = WriteNumber(buffer, position, SenmlLabel.ExpectedMin, description.ExpectedMin, exponent, ref fields);
            position = WriteNumber(buffer, position, SenmlLabel.ExpectedMax, description.ExpectedMax, exponent, ref fields);
        }

        if (description.HasWarning)
        {
            position = WriteNumber(buffer, position, SenmlLabel.WarningMin, description.WarningMin, exponent, ref fields);
            position = WriteNumber(buffer, position, SenmlLabel.WarningMax, description.WarningMax, exponent, ref fields);
        }

        if (description.HasAlarm)
        {
            position = WriteNumber(buffer, position, SenmlLabel.AlarmMin, description.AlarmMin, exponent, ref fields);
            position = WriteNumber(buffer, position, SenmlLabel.AlarmMax, description.AlarmMax, exponent, ref fields);
        }

        return position;
    }

    private static int WriteText(byte[] buffer, int position, string label, string text, ref int fields)
    {
        if (text == null)
        {
            return position;
        }

        fields++;
        return CborItem.WriteText(buffer, CborItem.WriteText(buffer, position, label), text);
    }

    /// <summary>Writes an end of a range; the extremes of an integer are no end.</summary>
    private static int WriteNumber(byte[] buffer, int position, string label, int value, int exponent, ref int fields)
    {
        if (value == int.MinValue || value == int.MaxValue)
        {
            return position;
        }

        fields++;
        return CborItem.WriteDecimal(buffer, CborItem.WriteText(buffer, position, label), value, exponent);
    }
}
