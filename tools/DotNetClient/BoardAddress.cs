namespace Sensorcast.Client;

/// <summary>What people write for a board, and where its stream is.</summary>
public static class BoardAddress
{
    /// <summary>
    /// Reads an address: a name or IP address with or without a port (<c>board.local</c>, <c>192.0.2.7:8080</c>), the page's address
    /// (<c>http://board.local/</c>), or the stream's (<c>wss://board.local/ws</c>).
    /// </summary>
    /// <returns>The stream's address, with the scheme <c>ws</c> or <c>wss</c>.</returns>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static Uri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string withScheme = text.Contains("://", StringComparison.Ordinal) ? text : "ws://" + text;
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out Uri? url) || url.Host.Length == 0)
        {
            throw new FormatException($"'{text}' is no address of a board. Write board.local, http://board.local/ or ws://board.local/ws.");
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new FormatException($"'{text}' has more than an address: no user, query or fragment can stand in it.");
        }

        string scheme = url.Scheme switch
        {
            "ws" or "http" => "ws",
            "wss" or "https" => "wss",
            _ => throw new FormatException($"'{text}' is neither http, https, ws nor wss."),
        };

        // Behind a proxy a board's page may have a path of its own: the stream is beside it.
        string path = url.AbsolutePath.EndsWith('/') ? url.AbsolutePath + "ws" : url.AbsolutePath;
        return new UriBuilder(scheme, url.Host, url.IsDefaultPort ? -1 : url.Port, path).Uri;
    }
}
