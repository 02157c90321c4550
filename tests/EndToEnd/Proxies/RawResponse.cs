using System.Text;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>A response's status line and header fields as they came, names in lower case.</summary>
internal sealed record RawResponse(string StatusLine, IReadOnlyList<(string Name, string Value)> Fields)
{
    public string? this[string name] => Fields.Where(field => field.Name == name).Select(field => field.Value).SingleOrDefault();

    /// <summary>Reads up to the empty line and not a byte further.</summary>
    public static RawResponse Read(Stream stream)
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int b = stream.ReadByte();
            Assert.AreNotEqual(-1, b, $"the connection ended after: {text}");
            text.Append((char)b);
        }

        string[] lines = text.ToString().TrimEnd().Split("\r\n");
        return new(lines[0], [.. lines[1..].Select(Field)]);
    }

    private static (string Name, string Value) Field(string line)
    {
        string[] parts = line.Split(": ", 2);
#pragma warning disable CA1308 // names are compared without case, and lower case is how HTTP/2 writes them
        return (parts[0].ToLowerInvariant(), parts[1]);
#pragma warning restore CA1308
    }
}
