using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Telemetry.Actuation;

/// <summary>Checks the texts that clients set.</summary>
internal static class SettableText
{
    private const byte FirstPrintable = 0x20;
    private const byte Delete = 0x7F;

    /// <summary>Makes a text of a client's bytes.</summary>
    /// <returns><see langword="null"/> when it is not one that can be set.</returns>
    internal static string Accept(Control control, ByteSlice text)
    {
        if (control.Options != null)
        {
            for (int i = 0; i < control.Options.Length; i++)
            {
                if (text.Is(control.OptionBytes[i]))
                {
                    return control.Options[i];
                }
            }

            return null;
        }

        // An empty text is one, too.
        bool isValid = text.Length <= control.MaxSize;
        byte[] bytes = new byte[isValid ? text.Length : 0];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = text.At(i);
            isValid &= bytes[i] >= FirstPrintable && bytes[i] != Delete;
        }

        isValid = isValid && Utf8Validator.Append(Utf8Validator.Complete, bytes, 0, bytes.Length) == Utf8Validator.Complete;
        return isValid ? Encoding.UTF8.GetString(bytes, 0, bytes.Length) : null;
    }
}
