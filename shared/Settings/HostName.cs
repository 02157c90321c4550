namespace Sensorcast.Settings;

/// <summary>The names that hosts may have (RFC 952, RFC 1123 section 2.1).</summary>
public static class HostName
{
    /// <summary>The maximum length of a label.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>The maximum length of a name that a request may be for.</summary>
    public const int MaxLength = 128;

    /// <summary>Whether a text is one label: letters, digits and hyphens, no hyphen first or last.</summary>
    /// <remarks>
    /// <c>Sensorcast.Dns</c> has the same rule in <c>HostLabel.IsValid</c>: neither package needs the other. A test compares them.
    /// </remarks>
    /// <param name="text">The text.</param>
    public static bool IsLabel(string text)
    {
        return IsLabel(text, 0, text.Length);
    }

    /// <summary>
    /// Whether a text is a name: labels with dots between them, the last one not only digits, for that would be an address.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string text)
    {
        int start = 0;
        for (int dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.', start))
        {
            if (!IsLabel(text, start, dot))
            {
                return false;
            }

            start = dot + 1;
            if (start == text.Length)
            {
                return false;
            }
        }

        return text.Length <= MaxLength && IsLabel(text, start, text.Length) && HasLetter(text, start);
    }

    /// <summary>Whether a text is an IPv4 address: four numbers up to 255 without leading zeros, with dots between them.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAddress(string text)
    {
        string[] numbers = text.Split('.');
        bool isAddress = numbers.Length == 4;
        for (int i = 0; isAddress && i < numbers.Length; i++)
        {
            string digits = numbers[i];
            isAddress = digits.Length > 0 && digits.Length <= 3 && (digits[0] != '0' || digits.Length == 1);
            int number = 0;
            for (int j = 0; isAddress && j < digits.Length; j++)
            {
                isAddress = digits[j] >= '0' && digits[j] <= '9';
                number = (number * 10) + (digits[j] - '0');
            }

            isAddress &= number <= 255;
        }

        return isAddress;
    }

    private static bool IsLabel(string text, int start, int end)
    {
        if (start == end || end - start > MaxLabelLength || text[start] == '-' || text[end - 1] == '-')
        {
            return false;
        }

        for (int i = start; i < end; i++)
        {
            char c = text[i];
            bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !(c >= '0' && c <= '9') && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasLetter(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] > '9')
            {
                return true;
            }
        }

        return false;
    }
}
