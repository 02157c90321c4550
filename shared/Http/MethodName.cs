using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The methods by their names, which compare with case (RFC 9110 section 9.1).</summary>
internal static class MethodName
{
    /// <summary>The methods that change nothing (RFC 9110 section 9.2.1).</summary>
    internal const HttpMethod Safe = HttpMethod.Get | HttpMethod.Head;

    // In the order of the bits of HttpMethod.
    private static readonly string[] Names = { "GET", "HEAD", "POST", "PUT", "DELETE" };
    private static readonly TokenTable Table = new TokenTable(Names);

    internal static HttpMethod Find(byte[] buffer, int offset, int length)
    {
        int index = Table.Find(buffer, offset, length);
        return index == TokenTable.NotFound ? HttpMethod.Other : (HttpMethod)(1 << index);
    }

    /// <summary>Writes methods as the value of <c>Allow</c> (RFC 9110 section 10.2.1).</summary>
    internal static void WriteList(AsciiWriter writer, HttpMethod methods)
    {
        string separator = string.Empty;
        for (int i = 0; i < Names.Length; i++)
        {
            if ((methods & (HttpMethod)(1 << i)) != 0)
            {
                writer.Text(separator);
                writer.Text(Names[i]);
                separator = ", ";
            }
        }
    }
}
