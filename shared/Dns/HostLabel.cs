using System;

namespace Sensorcast.Dns;

/// <summary>
/// The names that a host may have: one label (RFC 952, RFC 1123 section 2.1), which is a valid start of a SenML name (RFC 8428 section
/// 4.5.1) too.
/// </summary>
public static class HostLabel
{
    /// <summary>What the names of boards start with that were not given one.</summary>
    public const string DefaultStart = "sensorcast-";

    private const string Digits = "0123456789abcdef";

    /// <summary>The name of a board that was not given one.</summary>
    /// <param name="physicalAddress">Its MAC address, 6 bytes.</param>
    /// <returns>For example <c>sensorcast-a1b2c3</c>, from the last three of them.</returns>
    public static string FromPhysicalAddress(byte[] physicalAddress)
    {
        char[] digits = new char[6];
        for (int i = 0; i < 3; i++)
        {
            int part = physicalAddress[physicalAddress.Length - 3 + i];
            digits[2 * i] = Digits[part >> 4];
            digits[(2 * i) + 1] = Digits[part & 0x0F];
        }

        return DefaultStart + new string(digits);
    }

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">It is not the name of a host; the message says what one is.</exception>
    public static void Check(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException(
                "A host's name has 1 to 63 letters, digits and hyphens, no hyphen first or last: '" + name + "' is not valid");
        }
    }

    /// <summary>Whether a text is the name of a host.</summary>
    /// <param name="name">The text.</param>
    public static bool IsValid(string name)
    {
        if (name == null || name.Length == 0 || name.Length > DnsName.MaxLabelSize || name[0] == '-' || name[name.Length - 1] == '-')
        {
            return false;
        }

        foreach (char c in name)
        {
            bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !(c >= '0' && c <= '9') && c != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name to try after a conflict.</summary>
    /// <param name="name">The name that was given.</param>
    /// <param name="number">Which one with this name the host is: 2 or more.</param>
    /// <returns>For example <c>kitchen-2</c>.</returns>
    public static string Numbered(string name, int number)
    {
        string end = "-" + number.ToString();
        int length = DnsName.MaxLabelSize - end.Length;
        return (name.Length > length ? name.Substring(0, length) : name) + end;
    }
}
