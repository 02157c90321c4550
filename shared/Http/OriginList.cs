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
            _origins[i] = Encoding.UTF8.GetBytes(origins[i].TrimEnd('/'));
            if (!_listed.ReadScheme(_origins[i], 0, _origins[i].Length) || !_listed.ReadAuthority() || !_listed.Authority.HasHost)
            {
                throw new ArgumentException("An origin is a scheme, a host and perhaps a port, as in https://example.org: " + origins[i]);
            }
        }
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
}
