using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Fuzz.Guided;

/// <summary>The inputs that the fuzzer starts from.</summary>
internal static class Seeds
{
    private static readonly string[] Frames =
    [
        "818537FA213D7F9F4D5158", // text
        "018100000000C3 898000000000 808100000000A9", // a code point in two fragments, a ping between
        "8283DEADBEEFAAFFCC 8A8100000000 01", // binary, pong
        "82FE007E00000000" + "0102030405060708090A0B0C0D0E0F10", // a length of 16 bits, cut short
        "82FF000000000001000000000000", // a length of 64 bits, cut short
        "888500000000 03E8627965", // close with a reason
        "888000000000",
    ];

    internal static void Write(string target, string folder)
    {
        Directory.CreateDirectory(folder);
        byte[][] seeds = target == "frames"
            ? [.. Frames.Select(text => Convert.FromHexString(text.Replace(" ", string.Empty, StringComparison.Ordinal)))]
            : [.. CapturedHandshakes.All.Concat(UpgradeHandshakes.All).Concat(RequestHandshakes.All).Concat(HostHandshakes.All)
                .Concat(TokenHandshakes.All).Where(h => h.Request.Length is > 0 and < 600).Select(h => h.Bytes())];
        for (int i = 0; i < seeds.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{i:000}"), seeds[i]);
        }
    }
}
