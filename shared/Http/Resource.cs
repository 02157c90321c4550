using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>What a path identifies (RFC 9110 section 3.1), as far as reading and checking a request for it depends on it.</summary>
public abstract class Resource
{
    /// <summary>The maximum length of a path in bytes.</summary>
    public const int MaxPathLength = 64;

    /// <summary>Describes a resource.</summary>
    /// <param name="path">
    /// An absolute path: 1 to 64 bytes, segments of unreserved characters (RFC 3986 section 2.3) with a slash before each.
    /// </param>
    /// <param name="methods">The methods that it takes; HEAD comes with GET.</param>
    /// <exception cref="ArgumentException">The path is not such a path, or there is no method.</exception>
    protected Resource(string path, HttpMethod methods)
    {
        if (!IsPath(path))
        {
            throw new ArgumentException(
                "A path starts with a slash and has at most 64 letters, digits, slashes and - . _ ~, none of them as // or a dot segment: "
                    + path);
        }

        if (methods == HttpMethod.Other)
        {
            throw new ArgumentException("No method is named for " + path);
        }

        Path = path;
        Methods = (methods & HttpMethod.Get) != 0 ? methods | HttpMethod.Head : methods;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The methods that are taken.</summary>
    public HttpMethod Methods { get; }

    /// <summary>Whether the path speaks WebSocket and nothing else.</summary>
    internal virtual bool IsWebSocket => false;

    /// <summary>
    /// Whether a token may be offered as a password (RFC 7617): for pages with forms, which can offer it in no other way.
    /// </summary>
    internal virtual bool AcceptsPassword => false;

    /// <summary>The subprotocols that are spoken here, in lower case, or <see langword="null"/>.</summary>
    internal virtual TokenTable Subprotocols => null;

    /// <summary>What the representation is known by, or <see langword="null"/>.</summary>
    internal virtual EntityTag EntityTag => null;

    /// <summary>Whether the query and the fields of <see cref="FieldNames"/> are kept for the route.</summary>
    internal virtual bool KeepsContent => false;

    /// <summary>
    /// Whether the paths below <see cref="Path"/> are this resource's too, so far as no other has them; what follows is kept.
    /// </summary>
    internal virtual bool HasSubpaths => false;

    /// <summary>The header fields that are kept, in lower case, or <see langword="null"/>.</summary>
    internal virtual TokenTable FieldNames => null;

    /// <summary>The maximum size of a request's body in bytes; 0 where none is taken.</summary>
    internal virtual int MaxBodySize => 0;

    private static bool IsPath(string path)
    {
        if (path == null || path.Length == 0 || path.Length > MaxPathLength || path[0] != '/')
        {
            return false;
        }

        int segmentStart = 1;
        for (int i = 1; i <= path.Length; i++)
        {
            if (i == path.Length || path[i] == '/')
            {
                // An empty segment is one in the middle; browsers remove dot segments before they ask (RFC 3986 section 5.2.4).
                int length = i - segmentStart;
                bool isDots = (length == 1 && path[segmentStart] == '.')
                    || (length == 2 && path[segmentStart] == '.' && path[segmentStart + 1] == '.');
                if (isDots || (length == 0 && i < path.Length))
                {
                    return false;
                }

                segmentStart = i + 1;
            }
            else if (!IsUnreserved(path[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnreserved(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    }
}
