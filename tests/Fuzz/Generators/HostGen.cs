using System.Net;
using CsCheck;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Hosts, and for each the ways to spell it.</summary>
internal static class HostGen
{
    // Few hosts that are nearly the same, so that two drawn at random are often equal and often differ in little.
    private static readonly string[] Hosts =
    [
        "sensor.local", "sensor.loca1", "a.b.local", "x-y.home.arpa", "localhost", "192.0.2.1", "192.0.2.11", "::ffff:192.0.2.2", "::1",
        "::", "1::", "2001:db8::1:0:0:1",
        "2001:db8:0:0:1::1", "2001:db8:1::1", "fe80::1", "::192.0.2.1",
    ];

    private static readonly Gen<string> Identity = Gen.OneOf<string>(Hosts);

    internal static readonly Gen<HostSpelling> Any = Gen.Select(Identity, Gen.Bool, Gen.Int[0, 3], Gen.Int, Spell);

    /// <summary>Characters that addresses have, in any order, so that most are nearly addresses.</summary>
    internal static readonly Gen<string> NearlyIPv6 = Gen.OneOf(
        Gen.String[Gen.OneOf("0123456789abcdefABCDEF::::...".ToCharArray()), 1, 24],
        Gen.OneOf("", "0", "1", "ff", "1234", "12345", "192.0.2.1", "1.2.3", "g").Array[1, 9].Select(parts => string.Join(':', parts)));

    internal static readonly Gen<string> NearlyIPv4 =
        Gen.OneOf("", "0", "1", "00", "01", "9", "99", "249", "255", "256", "260", "1000", "-1", "a").Array[3, 5]
        .Select(parts => string.Join('.', parts));

    private static HostSpelling Spell(string host, bool hasDot, int form, int seed)
    {
        var random = new Random(seed);
        if (!IPAddress.TryParse(host, out IPAddress? address))
        {
            return new HostSpelling(host, AnyCase(host, random) + (hasDot ? "." : ""));
        }

        string identity = address.MapToIPv6().ToString();
        bool isIPv4 = address.MapToIPv6().IsIPv4MappedToIPv6;
        string text = form switch
        {
            0 when isIPv4 => address.MapToIPv4().ToString(),
            0 or 1 => $"[{AnyCase(address.MapToIPv6().ToString(), random)}]",
            2 => $"[{AnyCase(Long(address.MapToIPv6(), "x4"), random)}]",
            _ => $"[{AnyCase(Long(address.MapToIPv6(), "x"), random)}]",
        };
        return new HostSpelling(identity, text);
    }

    private static string Long(IPAddress address, string format)
    {
        byte[] bytes = address.GetAddressBytes();
        return string.Join(':', Enumerable.Range(0, 8).Select(i => ((bytes[2 * i] << 8) | bytes[(2 * i) + 1]).ToString(format, null)));
    }

    private static string AnyCase(string text, Random random) =>
        string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
}
