namespace Sensorcast.Tests.Unit;

/// <summary>Packets of avahi-daemon 0.8 on the host <c>other.local</c>, 10.9.0.1, as they were on the wire.</summary>
internal static class AvahiPackets
{
    /// <summary>Before it claims the service <c>sensorcast-a1b2c3</c>, port 8080.</summary>
    internal const string Probe =
        "0000000000010000000200001173656e736f72636173742d6131623263330b5f73656e736f7263617374045f746370056c6f63616c0000ff0001c00c0021000100000078000e0000"
        + "00001f90056f74686572c02fc00c0010000100001194001106706174683d2f0976657273696f6e3d31";

    /// <summary>The announcement of that service and of the host.</summary>
    internal const string Announcement =
        "0000840000000006000000001173656e736f72636173742d6131623263330b5f73656e736f7263617374045f746370056c6f63616c000010800100001194001106706174683d2f09"
        + "76657273696f6e3d31c01e000c0001000011940002c00cc00c0021800100000078000e000000001f90056f74686572c02fc071001c8001000000780010fe80000000000000d807ff"
        + "fefffa90fac071000180010000007800040a090001095f7365727669636573075f646e732d7364045f756470c02f000c0001000011940002c01e";

    /// <summary>The goodbye of both.</summary>
    internal const string Goodbye =
        "000084000000000600000000095f7365727669636573075f646e732d7364045f756470056c6f63616c00000c00010000000000130b5f73656e736f7263617374045f746370c023c034"
        + "000c00010000000000141173656e736f72636173742d613162326333c034c0530021800100000000000e000000001f90056f74686572c023c079001c8001000000000010fe800000"
        + "00000000d807fefffefa90fac079000180010000000000040a090001c0530010800100000000001106706174683d2f0976657273696f6e3d31";

    /// <summary>
    /// The question for all services of the kind, with the answer that it knows, <c>sensorcast-a1b2c3</c>, to be kept for 4,500 s.
    /// </summary>
    internal const string BrowseKnowing =
        "0000000000010001000000000b5f73656e736f7263617374045f746370056c6f63616c00000c0001c00c000c00010000119400141173656e736f72636173742d613162326333c00c";

    /// <summary>The question for the kinds of services, and for all services of the kind, with the answer that it knows.</summary>
    internal const string BrowseAll =
        "000000000002000200000000095f7365727669636573075f646e732d7364045f756470056c6f63616c00000c00010b5f73656e736f7263617374045f746370c023000c0001c02e000c"
        + "00010000119400141173656e736f72636173742d613162326333c02ec00c000c0001000011940002c02e";

    /// <summary>The questions for both addresses of <c>sensorcast-zz.local</c>.</summary>
    internal const string Resolve = "0000000000020000000000000d73656e736f72636173742d7a7a056c6f63616c0000010001c00c001c0001";

    /// <summary>A question of dig for <c>other.local</c>, from a port of its own, with a record of EDNS (RFC 6891).</summary>
    internal const string Legacy =
        "52e301200001000000000001056f74686572056c6f63616c000001000100002904d000000000000c000a0008d2a7c9945468f9ab";

    /// <summary>avahi's answer to that.</summary>
    internal const string LegacyAnswer = "52e384000001000100000000056f74686572056c6f63616c0000010001c00c000100010000000a00040a090001";

    internal const string AnnouncementText =
        "= sensorcast-a1b2c3._sensorcast._tcp.local TXT flush 4500 06706174683d2f0976657273696f6e3d31\n"
        + "= _sensorcast._tcp.local PTR 4500 sensorcast-a1b2c3._sensorcast._tcp.local\n"
        + "= sensorcast-a1b2c3._sensorcast._tcp.local SRV flush 120 8080 other.local\n"
        + "= other.local AAAA flush 120 fe80000000000000d807fffefffa90fa\n"
        + "= other.local A flush 120 0a090001\n"
        + "= _services._dns-sd._udp.local PTR 4500 _sensorcast._tcp.local\n";
}
