using System.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>A whole message from a client. Valid until the route that gets it returns.</summary>
public sealed class Message
{
    /// <summary><see cref="Opcode.Text"/>, which is checked to be UTF-8, or <see cref="Opcode.Binary"/>.</summary>
    public Opcode Opcode { get; private set; }

    /// <summary>Holds the message.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>The offset of its first byte.</summary>
    public int Start { get; private set; }

    /// <summary>Its size in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the message is a certain text. Allocates nothing.</summary>
    /// <param name="text">The text, in ASCII; upper and lower case differ.</param>
    public bool IsText(string text)
    {
        if (Opcode != Opcode.Text || Length != text.Length)
        {
            return false;
        }

        for (int i = 0; i < Length; i++)
        {
            if (Bytes[Start + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The message as a string, which this allocates. On the board it ends at the first NUL.</summary>
    public override string ToString()
    {
        return Encoding.UTF8.GetString(Bytes, Start, Length);
    }

    internal void Set(Opcode opcode, byte[] bytes, int start, int length)
    {
        Opcode = opcode;
        Bytes = bytes;
        Start = start;
        Length = length;
    }
}
