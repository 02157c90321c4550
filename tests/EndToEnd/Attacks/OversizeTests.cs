using System.Text;
using Sensorcast.Tests.Fuzz.Generators;

namespace Sensorcast.Tests.AttackTests;

/// <summary>Every part of a request or frame that has a length, too long.</summary>
[TestClass, DoNotParallelize]
public class OversizeTests
{
    private const int Megabyte = 1_000_000;
    private const int MaxMessageLength = 16 * 1024 * 1024;
    private const int MaxPackLength = 1024;

    /// <summary>A close frame with 1009.</summary>
    private static readonly byte[] CloseTooBig = [0x88, 0x02, 0x03, 0xF1];

    private static readonly Attempt[] TooLongRequests =
    [
        new("a target of 257 bytes", Requests.Get("/" + new string('x', 256)), "414"),
        new("a target of a megabyte", Requests.Get("/" + new string('x', Megabyte)), "414"),
        new("a query of a megabyte", Requests.Get("/?" + new string('x', Megabyte)), "414"),
        new("a method of 21 letters", new string('A', 21) + Requests.Get("/")[3..], "400"),
        new("a method of a megabyte", new string('A', Megabyte), "400"),
        new("a version of a megabyte", "GET / HTTP/1.1" + new string('1', Megabyte), "400"),
        new("a header field of 9 KB", Requests.Get("/", "X: " + new string('x', 9000)), "431"),
        new("a header field of a megabyte", Requests.Get("/", "X: " + new string('x', Megabyte)), "431"),
        new("a field name of a megabyte", Requests.Get("/", new string('x', Megabyte) + ": 1"), "431"),
        new("white space of a megabyte", Requests.Get("/", "Content-Length:" + new string(' ', Megabyte) + "0"), "431"),
        new("10,000 header fields", Requests.Get("/", [.. Enumerable.Range(0, 10_000).Select(i => $"X{i}: {i}")]), "431"),
        new("10,000 options of Connection", Requests.Upgrade("/ws", "Connection: " + Many("x")), "431"),
        new("a host of 129 letters", $"GET / HTTP/1.1\r\nHost: {new string('x', 129)}\r\n\r\n", "400"),
        new("a host of 9 KB", $"GET / HTTP/1.1\r\nHost: {new string('x', 9000)}\r\n\r\n", "431"),
        new("an origin of 4 KB", Requests.Upgrade("/ws", "Origin: http://" + new string('x', 4000)), "403"),
        new("a key of 4 KB", Requests.Upgrade("/ws").Replace(Requests.Key, new string('A', 4000), StringComparison.Ordinal), "400"),
        new("1,000 subprotocols", Requests.Upgrade("/ws", "Sec-WebSocket-Protocol: " + Many("a", 1000)), "101"),
        new("10,000 subprotocols", Requests.Upgrade("/ws", "Sec-WebSocket-Protocol: " + Many("a")), "431"),
        new("a subprotocol of 4 KB", Requests.Upgrade("/ws", "Sec-WebSocket-Protocol: " + new string('a', 4000)), "101"),
        new("a token of 4 KB where none is needed", Requests.Get("/status", "Authorization: Bearer " + new string('a', 4000)), "200"),
        new("an entity tag of 4 KB", Requests.Get("/", $"If-None-Match: \"{new string('a', 4000)}\""), "200"),
        new("a body of a megabyte", Requests.Get("/", $"Content-Length: {Megabyte}") + new string('x', Megabyte), "413"),
        new("a body of 10^30 bytes", Requests.Get("/", "Content-Length: 1" + new string('0', 30)), "413"),
        new("a body of a megabyte to a route",
            "PUT" + Requests.Get("/demo/note", $"Content-Length: {Megabyte}")[3..] + new string('x', Megabyte), "413"),
        new("a body of 10^30 bytes to a route", "PUT" + Requests.Get("/demo/note", "Content-Length: 1" + new string('0', 30))[3..], "413"),
        new("empty lines of a megabyte", new string('\n', Megabyte), "400"),
    ];

    private static readonly Attempt[] TooLongFrames =
    [
        Echo("a length of 2^63", "101 close 1002", Header(0x82, 1UL << 63)),
        Echo("a length of 2^64 - 1", "101 close 1002", Header(0x82, ulong.MaxValue)),
        Echo("a length of 2^63 - 1", "101 close 1009", Header(0x82, long.MaxValue)),
        Echo("a message of 16 MB and a byte", "101 close 1009", Header(0x82, MaxMessageLength + 1)),
        Echo("a second fragment that is too much", "101 close 1009", [.. Fragment(0x02, 1), .. Header(0x80, MaxMessageLength)]),
        Echo("a ping of 126 bytes", "101 close 1002", Fragment(0x89, 126)),
        Echo("a ping of 2^32 bytes", "101 close 1002", Header(0x89, 1UL << 32)),
        Echo("a close of 126 bytes", "101 close 1002", Fragment(0x88, 126)),
        Stream("a pack of 1,025 bytes", "101 close 1009", Fragment(0x81, MaxPackLength + 1)),
        Stream("a pack of 2^40 bytes", "101 close 1009", Header(0x82, 1UL << 40)),
        Stream("a pack of 600 and 600 bytes", "101 close 1009", [.. Fragment(0x02, 600), .. Fragment(0x80, 600)]),
        Stream("a pack of 2,000 fragments of a byte", "101 close 1009", Fragments(2000, 1)),
        Stream("a pack of 100,000 brackets", "101 close 1009", Fragment(0x81, 100_000, (byte)'[')),
        Stream("a pack of 1,000 brackets", "101 close 1008", Fragment(0x81, 1000, (byte)'[')),
        Stream("a ping of 126 bytes", "101 close 1002", Fragment(0x89, 126)),
    ];

    [TestMethod]
    public async Task A_request_that_is_too_long_gets_its_status()
    {
        await using Siege siege = await Siege.StartAsync();

        Attempt.MakeAll(siege, TooLongRequests);

        await siege.EndAsync();
    }

    [TestMethod]
    public async Task A_message_that_is_too_long_gets_its_close_code()
    {
        await using Siege siege = await Siege.StartAsync();

        Attempt.MakeAll(siege, TooLongFrames);

        await siege.EndAsync();
    }

    /// <summary>Empty fragments make no message longer: they cost what a ping costs, and are accepted.</summary>
    [TestMethod]
    public async Task Endless_fragments_end_where_the_message_is_too_long()
    {
        await using Siege siege = await Siege.StartAsync();

        using (Attacker attacker = siege.Attack())
        {
            // The echo is read meanwhile: a client that only sends is throttled, and disconnected after 10 s.
            Task<byte[]> echo = Task.Run(() => attacker.ReadToEnd(out _));
            attacker.Send(Requests.Upgrade("/echo"));
            attacker.Send(Fragments(100_000, 0));
            const int PieceLength = 65_536;
            byte[] piece = Fragment(0x00, PieceLength);
            for (int sent = 0; sent <= MaxMessageLength; sent += PieceLength)
            {
                attacker.Send(piece);
            }

            attacker.FinishSending();
            CollectionAssert.AreEqual(CloseTooBig, (await echo)[^CloseTooBig.Length..]);
        }

        await siege.EndAsync();
    }

    private static string Many(string word, int count = 10_000) => string.Join(", ", Enumerable.Repeat(word, count));

    private static Attempt Echo(string what, string answer, byte[] frames) => Of("/echo", what, answer, frames);

    private static Attempt Stream(string what, string answer, byte[] frames) => Of("/ws", what + " to the stream", answer, frames);

    private static Attempt Of(string path, string what, string answer, byte[] frames) =>
        new(what, Requests.Upgrade(path) + Encoding.Latin1.GetString(frames), answer);

    /// <summary>A frame's header without the payload.</summary>
    private static byte[] Header(int first, ulong length) => Frame.Bytes([new Frame(first, true, 127, (long)length, 0, [])]);

    private static byte[] Fragment(int first, int length, byte value = 0) =>
        Frame.Bytes([new Frame(first, true, 0, 0, 0, [.. Enumerable.Repeat(value, length)])]);

    private static byte[] Fragments(int count, int length) =>
        [.. Fragment(0x02, length), .. Enumerable.Repeat(Fragment(0x00, length), count).SelectMany(frame => frame)];
}
