using System.Text;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>Reads a DNS message in a plain way: names as lists, exceptions for what is malformed.</summary>
internal static class DnsOracle
{
    /// <summary>A text for each part; <see langword="null"/> when the message is malformed.</summary>
    public static IReadOnlyList<string>? Read(byte[] message)
    {
        try
        {
            return ReadParts(message);
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static List<string> ReadParts(byte[] message)
    {
        List<string> parts = [];
        int position = 12;
        _ = message[11];
        for (int section = 0; section < 4; section++)
        {
            for (int count = Word(message, 4 + (2 * section)); count > 0; count--)
            {
                string name = Name(message, ref position, message.Length);
                int type = Word(message, position);
                string part = $"{section} {name} {type} {Word(message, position + 2)}";
                position += 4;
                if (section > 0)
                {
                    uint time = ((uint)Word(message, position) << 16) | (uint)Word(message, position + 2);
                    int length = Word(message, position + 4);
                    position += 6;
                    Check(position + length <= message.Length);
                    CheckData(message, type, position, position + length);
                    part += $" {time} {Convert.ToHexString(message, position, length)}";
                    position += length;
                }

                parts.Add(part);
            }
        }

        return parts;
    }

    private static void CheckData(byte[] message, int type, int position, int end)
    {
        switch (type)
        {
            case 1 or 28:
                Check(end - position == (type == 1 ? 4 : 16));
                break;
            case 2 or 5 or 12:
                Name(message, ref position, end);
                Check(position == end);
                break;
            case 33:
                position += 6;
                Check(position < end);
                Name(message, ref position, end);
                Check(position == end);
                break;
            case 16:
                while (position < end)
                {
                    position += 1 + message[position];
                }

                Check(position == end);
                break;
        }
    }

    private static string Name(byte[] message, ref int position, int end)
    {
        int size = 0;
        List<string> labels = [];
        ReadLabels(message, ref position, end, ref size, labels);
        return string.Join('/', labels);
    }

    /// <summary>Labels, and where a pointer ends them those that it leads to: before the first of these.</summary>
    private static void ReadLabels(byte[] message, ref int position, int end, ref int size, List<string> labels)
    {
        int start = position;
        while (true)
        {
            Check(position < end);
            int length = message[position];
            if (length >= 0xC0)
            {
                Check(position + 1 < end);
                int target = ((length & 0x3F) << 8) | message[position + 1];
                position += 2;
                Check(target < start && target >= 12);
                ReadLabels(message, ref target, end, ref size, labels);
                return;
            }

            size += 1 + length;
            Check(length < 64 && size <= 255 && position + 1 + length <= end);
            if (length > 0)
            {
                labels.Add(Encoding.UTF8.GetString(message, position + 1, length));
            }

            position += 1 + length;
            if (length == 0)
            {
                return;
            }
        }
    }

    private static int Word(byte[] message, int position) => (message[position] << 8) | message[position + 1];

    private static void Check(bool holds)
    {
        if (!holds)
        {
            throw new FormatException();
        }
    }
}
