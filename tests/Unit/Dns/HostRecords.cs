namespace Sensorcast.Tests.Unit;

/// <summary>The records of the tested host, as <see cref="DnsText"/> shows them.</summary>
internal static class HostRecords
{
    internal const string Name = "sensorcast-a1b2c3";
    internal static readonly string Host = Name + ".local";
    internal static readonly string Http = Name + "._http._tcp.local";
    internal static readonly string Stream = Name + "._sensorcast._tcp.local";

    /// <summary>A probe for its names.</summary>
    internal static string Probe =>
        "? " + Host + " ANY\n"
        + "? " + Http + " ANY\n"
        + "? " + Stream + " ANY\n"
        + "! " + Host + " A 120 0a090002\n"
        + "! " + Http + " SRV 120 80 " + Host + "\n"
        + "! " + Http + " TXT 4500 00\n"
        + "! " + Stream + " SRV 120 80 " + Host + "\n"
        + "! " + Stream + " TXT 4500 06706174683d2f\n";

    /// <summary>The announcement of its names.</summary>
    internal static string Announcement =>
        "= " + Host + " A flush 120 0a090002\n"
        + "= _services._dns-sd._udp.local PTR 4500 _http._tcp.local\n"
        + "= _http._tcp.local PTR 4500 " + Http + "\n"
        + "= " + Http + " SRV flush 120 80 " + Host + "\n"
        + "= " + Http + " TXT flush 4500 00\n"
        + "= _services._dns-sd._udp.local PTR 4500 _sensorcast._tcp.local\n"
        + "= _sensorcast._tcp.local PTR 4500 " + Stream + "\n"
        + "= " + Stream + " SRV flush 120 80 " + Host + "\n"
        + "= " + Stream + " TXT flush 4500 06706174683d2f\n";
}
