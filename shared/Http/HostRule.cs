using System;
using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// Which hosts a request may be for: those that no foreign name server can have pointed at us. A page may be loaded from a name of its
/// author's that then resolves to our address (DNS rebinding); for the browser we are one origin with it, and only the name in the request
/// gives it away.
/// </summary>
internal sealed class HostRule
{
    private const int Localhost = 0;

    /// <summary>
    /// Domains that are reserved, so that no public name server has names in them: RFC 6761 section 6.3, RFC 6762 section 3, RFC 8375, and
    /// ICANN's reservation of <c>internal</c> (2024). docs/security.md says why others are not among them.
    /// </summary>
    private static readonly TokenTable LocalDomains = new TokenTable("localhost", "local", "internal", "home.arpa");

    private readonly TokenTable _names;

    /// <summary>Makes a rule.</summary>
    /// <param name="names">Names without a port that are ours besides the reserved ones. A dot at the end is left out.</param>
    /// <exception cref="ArgumentException">One of them is not such a name.</exception>
    internal HostRule(string[] names)
    {
        string[] plainNames = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            plainNames[i] = PlainName(names[i]);
        }

        _names = new TokenTable(plainNames);
    }

    /// <summary>The host that was read last.</summary>
    internal Authority Host { get; } = new Authority();

    /// <summary>Checks <c>host [":" port]</c> (RFC 9110 section 7.2).</summary>
    /// <returns>
    /// 0, <see cref="HttpStatus.BadRequest"/> when the syntax is broken, or <see cref="HttpStatus.MisdirectedRequest"/>.
    /// </returns>
    internal int Check(byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        return Host.Read(buffer, offset, end) == end ? CheckHost(buffer) : HttpStatus.BadRequest;
    }

    /// <summary>Checks the host that was read last.</summary>
    /// <returns>0, or <see cref="HttpStatus.MisdirectedRequest"/>.</returns>
    internal int CheckHost(byte[] buffer)
    {
        return Host.IsAddress || IsOurName(buffer, Host.Start, Host.End) ? 0 : HttpStatus.MisdirectedRequest;
    }

    private static string PlainName(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        int length = bytes.Length > 0 && bytes[bytes.Length - 1] == '.' ? bytes.Length - 1 : bytes.Length;
        if (length == 0 || length > RequestState.MaxAuthorityLength || Characters.Skip(Characters.HostName, bytes, 0, length) < length)
        {
            throw new ArgumentException("A host name is in ASCII (xn--... for others) and has no port: " + name);
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private bool IsOurName(byte[] buffer, int start, int end)
    {
        if (_names.FindIgnoringCase(buffer, start, end - start) != TokenTable.NotFound)
        {
            return true;
        }

        int label = StartOfLabel(buffer, start, end);
        int domain = LocalDomains.FindIgnoringCase(buffer, label, end - label);
        if (domain == TokenTable.NotFound && label > start)
        {
            label = StartOfLabel(buffer, start, label - 1);
            domain = LocalDomains.FindIgnoringCase(buffer, label, end - label);
        }

        // By itself only localhost is a host; below the others there are names.
        return domain != TokenTable.NotFound && (label > start + 1 || (label == start && domain == Localhost));
    }

    /// <summary>Finds where the last label of a name starts.</summary>
    private static int StartOfLabel(byte[] buffer, int start, int end)
    {
        while (end > start && buffer[end - 1] != '.')
        {
            end--;
        }

        return end;
    }
}
