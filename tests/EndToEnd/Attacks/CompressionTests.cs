using System.Text;
using Sensorcast.Tests.Fuzz.Generators;

namespace Sensorcast.Tests.AttackTests;

/// <summary>Compression offered or used although the server has none (RFC 7692), and codings of the page.</summary>
[TestClass, DoNotParallelize]
public class CompressionTests
{
    private static readonly string[] Offers =
    [
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; client_max_window_bits=7; server_max_window_bits=99",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; " + string.Join("; ", Enumerable.Range(0, 300).Select(i => $"x{i}=\"{i}\"")),
        "permessage-deflate, permessage-deflate; client_max_window_bits, x-webkit-deflate-frame",
        "permessage-deflate=",
        "; ; ,,, =",
        "\"permessage-deflate",
    ];

    /// <summary>A message of 100 MB in <c>raw deflate</c>: the same few bytes again and again.</summary>
    private static readonly byte[] Bomb = [.. Enumerable.Repeat((byte)0, 120)];

    /// <summary>Messages, fragments and control frames with each of the reserved bits.</summary>
    private static readonly int[] FirstBytes = [0xC1, 0xC2, 0xA2, 0x92, 0xF2, 0xC9, 0xC8, 0x41];

    private static readonly string[] Codings =
        ["", "identity", "identity;q=0", "*;q=0", "gzip;q=0", "gzip;q=0, identity", "br", "gzip;q=2.5;q=-1", "gzip, gzip, gzip", "\x80\xFF",
            ",,,;;;"];

    [TestMethod]
    public async Task No_extension_is_ever_agreed_on()
    {
        await using Siege siege = await Siege.StartAsync();

        foreach (string path in new[] { "/ws", "/echo" })
        {
            foreach (string offer in Offers)
            {
                Answer answer = siege.Request(Requests.Upgrade(path, "Sec-WebSocket-Extensions: " + offer));
                Assert.AreEqual("101", answer.Kind, offer);
                Assert.IsFalse(answer.Head.Any(field => field.Key == "Sec-WebSocket-Extensions"), offer);
            }

            Attempt.MakeAll(siege, FirstBytes.Select(first => new Attempt(
                $"a frame that begins with {first:X2}",
                Requests.Upgrade(path, "Sec-WebSocket-Extensions: permessage-deflate") + Bytes(new Frame(first, true, 0, 0, 1, Bomb)),
                "101 close 1002")));
        }

        await siege.EndAsync();
    }

    /// <summary>There is one page, compressed at build time: a board has no room for another, for clients without gzip.</summary>
    [TestMethod]
    public async Task The_page_is_the_same_for_all()
    {
        await using Siege siege = await Siege.StartAsync();
        string page = siege.Request(Requests.Get("/")).Text;

        foreach (string coding in Codings)
        {
            Assert.AreEqual(page, siege.Request(Requests.Get("/", "Accept-Encoding: " + coding)).Text, coding);
        }

        Attempt.MakeAll(
            siege, [
                new("a body that says it is compressed", Requests.Get("/", "Content-Encoding: gzip", "Content-Length: 9") + "\x1F\x8B",
                    "413")]);
        await siege.EndAsync();
    }

    private static string Bytes(Frame frame) => Encoding.Latin1.GetString(Frame.Bytes([frame]));
}
