using System;
using System.Text;

namespace Sensorcast.Dns;

/// <summary>A service that a host offers, as it is announced (RFC 6763).</summary>
public sealed class ServiceDescription
{
    /// <summary>The domain of multicast names (RFC 6762 section 3).</summary>
    internal const string Domain = ".local";

    private const int MaxTextSize = 255;

    /// <summary>Describes a service.</summary>
    /// <param name="type">Its protocols, such as <c>_http._tcp</c>.</param>
    /// <param name="port">Its port.</param>
    /// <param name="texts">
    /// What a client should know before it connects: <c>key=value</c>, each at most 255 bytes (RFC 6763 section 6). One packet holds the
    /// records of all services of a host: two services have room for some 1,000 bytes of texts, five for some 600.
    /// </param>
    /// <exception cref="ArgumentException">A label or text is too long.</exception>
    public ServiceDescription(string type, int port, params string[] texts)
    {
        Type = type;
        TypeName = DnsName.Encode(type + Domain);
        LocationHead = new byte[] { 0, 0, 0, 0, (byte)(port >> 8), (byte)port };
        Texts = EncodeTexts(texts);
    }

    /// <summary>Its protocols, such as <c>_http._tcp</c>.</summary>
    public string Type { get; }

    internal byte[] TypeName { get; }

    /// <summary>What its SRV record has before the host's name: priority, weight and port.</summary>
    internal byte[] LocationHead { get; }

    /// <summary>The data of its TXT record.</summary>
    internal byte[] Texts { get; }

    /// <summary>Its name, as long as the host has the name that is its first label.</summary>
    internal byte[] InstanceName { get; set; }

    /// <summary>Checks that a host can offer services: not too many, and none of the type of another, which would have its name.</summary>
    internal static void Check(ServiceDescription[] services)
    {
        if (services.Length > MulticastResponder.MaxServices)
        {
            throw new ArgumentException("A host announces at most 5 services");
        }

        for (int i = 1; i < services.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (DnsName.AreEqual(services[i].TypeName, 0, services[j].TypeName, 0))
                {
                    throw new ArgumentException("Two services have the type " + services[i].Type);
                }
            }
        }
    }

    /// <summary>The service with the longest texts.</summary>
    internal static ServiceDescription Longest(ServiceDescription[] services)
    {
        ServiceDescription longest = services[0];
        foreach (ServiceDescription service in services)
        {
            longest = service.Texts.Length > longest.Texts.Length ? service : longest;
        }

        return longest;
    }

    private static byte[] EncodeTexts(string[] texts)
    {
        // Without any text there is an empty one (RFC 6763 section 6.1).
        int size = texts.Length == 0 ? 1 : 0;
        foreach (string text in texts)
        {
            size += 1 + Encoding.UTF8.GetBytes(text).Length;
        }

        byte[] encoded = new byte[size];
        int position = 0;
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length > MaxTextSize)
            {
                throw new ArgumentException("A text has at most 255 bytes: " + text);
            }

            encoded[position] = (byte)bytes.Length;
            Array.Copy(bytes, 0, encoded, position + 1, bytes.Length);
            position += 1 + bytes.Length;
        }

        return encoded;
    }
}
