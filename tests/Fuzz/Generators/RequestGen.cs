using System.Text;
using CsCheck;
using Sensorcast.Tests.Fuzz.Server;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>HTTP requests: the handshake tables of the unit tests, mixed and mutated, and garbage.</summary>
internal static class RequestGen
{
    private static readonly byte[][] Table =
        [.. CapturedHandshakes.All.Concat(UpgradeHandshakes.All).Concat(RequestHandshakes.All).Concat(HostHandshakes.All)
            .Concat(TokenHandshakes.All).Select(h => h.Bytes())];

    private static readonly string[] Lines =
        [.. Table.SelectMany(request => Encoding.Latin1.GetString(request).Split("\r\n")).Where(line => line.Contains(':')).Distinct()];

    private static readonly Gen<byte[]> FromTable = Gen.OneOf<byte[]>(Table);

    private static readonly Gen<string> RequestLine = Gen.Select(
        Gen.Frequency((6, Gen.Const("GET")), (1, Gen.OneOf("HEAD", "POST", "OPTIONS", "get", "G@T", ""))),
        Gen.Frequency((4, Gen.OneOf("/", "/ws", "/echo", "/status", "/metrics")), (1, TargetGen.Any)),
        Gen.Frequency((6, Gen.Const("HTTP/1.1")), (1, Gen.OneOf("HTTP/1.0", "HTTP/2.0", "HTTP/1.1 ", "http/1.1", "HTTP/11", ""))),
        (method, target, version) => $"{method} {target} {version}");

    /// <summary>A request of header lines that any request of the tables has.</summary>
    private static readonly Gen<byte[]> Mixed = Gen.Select(RequestLine, Gen.OneOf<string>(Lines).Array[0, 12], (first, fields) =>
        Encoding.Latin1.GetBytes(string.Join("\r\n", [first, "Host: board", .. fields, "", ""])));

    /// <summary>A correct upgrade, for a client that goes on.</summary>
    internal static readonly Gen<byte[]> Upgrade = Gen.Select(
        Gen.OneOf("/ws", "/echo"),
        Gen.OneOf("", "Sec-WebSocket-Protocol: senml+cbor\r\n", "Sec-WebSocket-Protocol: senml+json\r\n"),
        Gen.OneOf("", $"Authorization: Bearer {ServerRun.Token}\r\n"),
        (path, protocol, token) => Encoding.Latin1.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{protocol}{token}\r\n"));

    /// <summary>Header fields, mostly those of an upgrade, of different names.</summary>
    internal static readonly Gen<string[]> Fields = Gen.Select(
        Gen.Bool.Array[5],
        Gen.OneOf("Host: board", "Host: BOARD", "HOST:board:80", "Host:", "Host: x", "Host: board "),
        Gen.OneOf<string>(Lines).Array[0, 6],
        (left, host, others) =>
        {
            string[] upgrade =
            [
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Origin: http://board",
            ];
            return upgrade.Where((_, i) => i == 0 || left[i]).Prepend(host).Concat(others).DistinctBy(NameOf).ToArray();
        });

    /// <summary>An upgrade by a page of this host, with a name that is about as long as a name may be.</summary>
    private static readonly Gen<byte[]> LongHost = Gen.Select(
        Gen.OneOf("a", "http", "https"), Gen.Int[118, 140], Gen.Bool, (scheme, length, originFirst) =>
        {
            string name = new('n', length);
            string[] fields = originFirst
                ? [$"Origin: {scheme}://{name}", $"Host: {name}"] : [$"Host: {name}", $"Origin: {scheme}://{name}"];
            return Encoding.Latin1.GetBytes(
                $"GET /ws HTTP/1.1\r\n{fields[0]}\r\n{fields[1]}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        });

    internal static readonly Gen<byte[]> Any = Gen.Frequency(
        (3, FromTable),
        (4, Mixed),
        (1, LongHost),
        (4, ByteGen.Mutated(Gen.OneOf(FromTable, Mixed))),
        (1, ByteGen.Truncated(FromTable)),
        (1, Gen.Select(FromTable, FromTable, (a, b) => (byte[])[.. a, .. b])),
        (1, Gen.Select(FromTable, Gen.Int[7000, 9000], Pad)),
        (1, ByteGen.Garbage));

    private static string NameOf(string field) => field[..field.IndexOf(':', StringComparison.Ordinal)].ToUpperInvariant();

    /// <summary>Puts a long header line before the others, around the limit of 8 KB.</summary>
    private static byte[] Pad(byte[] request, int length)
    {
        int line = request.AsSpan().IndexOf("\r\n"u8) + 2;
        return line < 2
            ? request : [.. request[..line], .. "X: "u8, .. Enumerable.Repeat((byte)'x', length), .. "\r\n"u8, .. request[line..]];
    }
}
