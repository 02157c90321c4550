using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The methods by their names, which compare with case (RFC 9110 section 9.1).</summary>
internal static class MethodName
{
    /// <summary>The methods that change nothing (RFC 9110 section 9.2.1).</summary>
    internal const HttpMethod Safe = HttpMethod.Get | HttpMethod.Head;

    private const int Count = 5;

    // In the order of the bits of HttpMethod.
    private static readonly TokenTable Table = new TokenTable("GET", "HEAD", "POST", "PUT", "DELETE");

    internal static HttpMethod Find(byte[] buffer, int offset, int length)
    {
        int index = Table.Find(buffer, offset, length);
        return index == TokenTable.NotFound ? HttpMethod.Other : (HttpMethod)(1 << index);
    }

    /// <summary>Writes methods as the value of <c>Allow</c> (RFC 9110 section 10.2.1).</summary>
    internal static void WriteList(AsciiWriter writer, HttpMethod methods)
    {
        string separator = string.Empty;
        for (int i = 0; i < Count; i++)
        {
            HttpMethod method = (HttpMethod)(1 << i);
            if ((methods & method) != 0)
            {
                writer.Text(separator);
                writer.Text(NameOf(method));
                separator = ", ";
            }
        }
    }

    private static string NameOf(HttpMethod method)
    {
        return method switch
        {
            HttpMethod.Get => "GET",
            HttpMethod.Head => "HEAD",
            HttpMethod.Post => "POST",
            HttpMethod.Put => "PUT",
            _ => "DELETE",
        };
    }
}
