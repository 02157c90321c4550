using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>DNS messages as text, a line a part.</summary>
internal static class DnsText
{
    private const string Sections = "?=!+";

    /// <summary>Shows a message: a question, answer, authority or additional record starts with one of <c>?=!+</c>.</summary>
    internal static string Of(byte[] message, int length)
    {
        MessageReader reader = new MessageReader();
        if (!reader.Open(message, length))
        {
            return "malformed";
        }

        string text = string.Empty;
        while (reader.Read())
        {
            text += Sections[reader.Section] + " " + NameAt(message, reader.Name) + " " + TypeName(reader.Type);
            text += (reader.Class & DnsClass.CacheFlush) != 0 ? " flush" : string.Empty;
            text += reader.Section == MessageSection.Question ? "\n" : " " + reader.TimeToLive.ToString() + DataOf(reader) + "\n";
        }

        return reader.Position == length ? text : text + "and more\n";
    }

    internal static string NameAt(byte[] message, int offset)
    {
        string name = string.Empty;
        string label = DnsName.ReadLabel(message, ref offset);
        while (label != null)
        {
            name += name.Length == 0 ? label : "." + label;
            label = DnsName.ReadLabel(message, ref offset);
        }

        return name;
    }

    private static string DataOf(MessageReader record)
    {
        byte[] message = record.Message;
        switch (record.Type)
        {
            case DnsType.DomainPointer:
                return " " + NameAt(message, record.Data);
            case DnsType.Srv:
                return " " + ((message[record.Data + 4] << 8) | message[record.Data + 5]).ToString() + " "
                    + NameAt(message, record.Data + 6);
            default:
                return " " + Hex.Show(message, record.Data, record.DataLength);
        }
    }

    private static string TypeName(int type)
    {
        switch (type)
        {
            case DnsType.A:
                return "A";
            case DnsType.DomainPointer:
                return "PTR";
            case DnsType.Txt:
                return "TXT";
            case DnsType.Aaaa:
                return "AAAA";
            case DnsType.Srv:
                return "SRV";
            case DnsType.Any:
                return "ANY";
            default:
                return type.ToString();
        }
    }
}
