using System;
using System.Text;

namespace Sensorcast.Http;

/// <summary>The origins whose pages may connect besides those that this host serves.</summary>
internal sealed class OriginList
{
    private readonly byte[][] _origins;

    // The one that is compared; null when the list is empty, as it usually is.
    private readonly Origin _listed;

    /// <summary>Makes a list.</summary>
    /// <param name="origins">Origins as RFC 6454 section 6.1 has them; a slash at the end is left out.</param>
    /// <exception cref="ArgumentException">One of them is not an origin.</exception>
    internal OriginList(string[] origins)
    {
        _origins = new byte[origins.Length][];
        if (origins.Length > 0)
        {
            _listed = new Origin();
        }

        for (int i = 0; i < origins.Length; i++)
        {
            _origins[i] = Plain(origins[i]);
            if (!IsOrigin(_origins[i], _listed))
            {
                throw new ArgumentException("An origin is a scheme, a host and perhaps a port, as in https://example.org: " + origins[i]);
            }
        }
    }

    /// <summary>Whether a text is an origin.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Reads it.</param>
    internal static bool IsOrigin(string text, Origin origin)
    {
        return IsOrigin(Plain(text), origin);
    }

    /// <summary>Whether an origin is in the list, however it is spelled there.</summary>
    internal bool Contains(Origin origin)
    {
        if (_origins.Length == 0 || !origin.ReadAuthority())
        {
            return false;
        }

        foreach (byte[] listed in _origins)
        {
            _listed.ReadScheme(listed, 0, listed.Length);
            if (_listed.ReadAuthority() && _listed.IsSameAs(origin))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Plain(string origin)
    {
        return Encoding.UTF8.GetBytes(origin.TrimEnd('/'));
    }

    private static bool IsOrigin(byte[] bytes, Origin origin)
    {
        return origin.ReadScheme(bytes, 0, bytes.Length) && origin.ReadAuthority() && origin.Authority.HasHost;
    }
}
