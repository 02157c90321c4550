namespace Sensorcast.Telemetry;

/// <summary>Writes what a channel can be set to as fields of a SenML-CBOR record.</summary>
internal static class CborControl
{
    private const int MillisecondExponent = -3;

    /// <summary>Writes the fields that there are, and counts them.</summary>
    internal static int Write(byte[] buffer, int position, Control control, ref int fields)
    {
        if (control.MaxSize > 0)
        {
            fields++;
            position = CborItem.WriteInteger(buffer, CborItem.WriteText(buffer, position, SenmlLabel.MaxLength), control.MaxSize);
        }

        if (control.Options != null)
        {
            fields++;
            position = CborItem.WriteArray(buffer, CborItem.WriteText(buffer, position, SenmlLabel.Options), control.Options.Length);
            foreach (string option in control.Options)
            {
                position = CborItem.WriteText(buffer, position, option);
            }
        }

        position = WriteFlag(buffer, position, SenmlLabel.Button, control.IsButton, ref fields);
        position = WriteFlag(buffer, position, SenmlLabel.Confirm, control.NeedsConfirmation, ref fields);
        if (control.TakesMilliseconds > 0)
        {
            fields++;
            position = CborItem.WriteText(buffer, position, SenmlLabel.Takes);
            position = CborItem.WriteDecimal(buffer, position, control.TakesMilliseconds, MillisecondExponent);
        }

        return position;
    }

    private static int WriteFlag(byte[] buffer, int position, string label, bool isTrue, ref int fields)
    {
        if (!isTrue)
        {
            return position;
        }

        fields++;
        position = CborItem.WriteText(buffer, position, label);
        buffer[position] = CborItem.True;
        return position + 1;
    }
}
