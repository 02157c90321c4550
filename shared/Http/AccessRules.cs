using System;

namespace Sensorcast.Http;

/// <summary>Who may ask: for which hosts, and which pages.</summary>
public sealed class AccessRules
{
    /// <summary>Makes rules.</summary>
    /// <param name="hostNames">
    /// Names in lower case and without a port that a request may be for, besides address literals, <c>localhost</c> and names under <c>.local</c> and
    /// <c>.localhost</c>.
    /// </param>
    /// <param name="allowedOrigins">
    /// Origins in lower case (<c>https://example.org</c>) whose pages may connect besides those that this host serves.
    /// </param>
    /// <exception cref="ArgumentException">A host name is none.</exception>
    public AccessRules(string[] hostNames, string[] allowedOrigins)
    {
        Hosts = new HostRule(hostNames);
        AllowedOrigins = new TokenTable(allowedOrigins);
    }

    internal HostRule Hosts { get; }

    internal TokenTable AllowedOrigins { get; }
}
