namespace Sensorcast.Telemetry;

/// <summary>Writes what a channel can be set to as fields of a SenML-CBOR record.</summary>
internal static class CborSetting
{
    private const int MillisecondExponent = -3;

    /// <summary>Writes the fields that there are, and counts them.</summary>
    internal static int Write(byte[] buffer, int position, Setting setting, ref int fields)
    {
        if (setting.MaxSize > 0)
        {
            fields++;
            position = CborItem.WriteInteger(buffer, CborItem.WriteText(buffer, position, SenmlLabel.MaxLength), setting.MaxSize);
        }

        if (setting.Options != null)
        {
            fields++;
            position = CborItem.WriteArray(buffer, CborItem.WriteText(buffer, position, SenmlLabel.Options), setting.Options.Length);
            foreach (string option in setting.Options)
            {
                position = CborItem.WriteText(buffer, position, option);
            }
        }

        position = WriteFlag(buffer, position, SenmlLabel.Button, setting.IsButton, ref fields);
        position = WriteFlag(buffer, position, SenmlLabel.Confirm, setting.AsksFirst, ref fields);
        if (setting.TakesMilliseconds > 0)
        {
            fields++;
            position = CborItem.WriteText(buffer, position, SenmlLabel.Takes);
            position = CborItem.WriteDecimal(buffer, position, setting.TakesMilliseconds, MillisecondExponent);
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
