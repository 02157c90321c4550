using System.Globalization;

namespace Sensorcast.Cli.Notation;

/// <summary>Writes the size of a file for people: three digits are enough.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Write(long bytes)
    {
        double size = bytes;
        int unit = 0;
        while (size >= 999.5 && unit < Units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        string digits = unit == 0 ? "0" : size < 9.995 ? "0.00" : size < 99.95 ? "0.0" : "0";
        return $"{size.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
