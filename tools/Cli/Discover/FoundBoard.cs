using System.Net;
using Sensorcast.Client;

namespace Sensorcast.Cli.Discover;

/// <summary>A board that has announced itself. docs/names.md lists what it says.</summary>
/// <param name="Name">Its name, without <c>.local</c>: any text, as it came.</param>
/// <param name="Host">The name of its host.</param>
/// <param name="Address">The host's address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Texts">What it says besides, by keys in lower case.</param>
internal sealed record FoundBoard(string Name, string Host, IPAddress Address, int Port, IReadOnlyDictionary<string, string> Texts)
{
    private bool IsSecure => Texts.ContainsKey("tls");

    /// <summary>What a token is needed for: <c>none</c>, <c>set</c> or <c>read</c>; <see langword="null"/>: it does not say.</summary>
    public string? Token => Texts.GetValueOrDefault("token");

    /// <summary>Its page. A certificate is for a name and not for an address.</summary>
    public Uri Page
    {
        get
        {
            string path = Texts.GetValueOrDefault("path", "/");
            return new UriBuilder(IsSecure
                ? "https" : "http", IsSecure ? Host : Address.ToString(), Port, path.StartsWith('/') ? path : "/").Uri;
        }
    }

    /// <summary>Its stream.</summary>
    public Uri Stream => BoardAddress.Parse(Page.AbsoluteUri);
}
