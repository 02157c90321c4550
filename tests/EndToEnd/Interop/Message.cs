using System.Text;

namespace Sensorcast.Tests.InteropTests;

/// <summary>A message as it was received, or as it is to be sent, with its fragments.</summary>
internal sealed record Message(bool IsText, params byte[][] Fragments)
{
    public byte[] Content => [.. Fragments.SelectMany(fragment => fragment)];

    /// <summary>Whether it replies to a message of ours: a pack is an array.</summary>
    public bool IsReply => IsText && Content is [(byte)'{', ..];

    public static Message Text(params string[] fragments) => new(true, [.. fragments.Select(Encoding.UTF8.GetBytes)]);

    public static Message Binary(params byte[][] fragments) => new(false, fragments);

    /// <summary>Reads what <see cref="ToLine"/> writes.</summary>
    public static Message FromLine(string line)
    {
        string[] words = line.Split(' ');
        return new(words[0] == "text", [.. words[1..].Select(Convert.FromBase64String)]);
    }

    /// <summary>How the scripts read and write messages: the kind, and the fragments in base64.</summary>
    public string ToLine() => $"{(IsText ? "text" : "binary")} {string.Join(' ', Fragments.Select(Convert.ToBase64String))}";
}
