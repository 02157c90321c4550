using System.Text;
using CsCheck;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Requests for a firmware author's routes: bodies of all lengths, announced rightly and wrongly, and upgrades.</summary>
internal static class AuthorGen
{
    private const string Token = $"Authorization: Bearer {ServerRun.Token}\r\n";

    private static readonly Gen<byte[]> Content =
        Gen.Frequency((4, Gen.Byte.Array[0, 100]), (2, Gen.Byte.Array[1000, 1100]), (1, Gen.Byte.Array[1, 3]));

    /// <summary>A request with a body of the length that it announces, and others that two servers might read differently.</summary>
    internal static readonly Gen<byte[]> Body = Gen.Select(
        Gen.OneOf("POST", "POST", "PUT", "DELETE", "GET", "PATCH"),
        Gen.OneOf("", "", "?x=1&y=%41", "?" + new string('q', 200)),
        Gen.OneOf(Token, Token, "", "Origin: http://evil.example\r\n", "Expect: 100-continue\r\n"),
        Content,
        Gen.Int[0, 11],
        (method, query, fields, body, manner) => (byte[])
        [
            .. Encoding.ASCII.GetBytes(
                $"{method} {MirrorRoute.Address}{query} HTTP/1.1\r\nHost: board\r\n{fields}{Length(manner, body.Length)}\r\n"), .. body,
        ]);

    /// <summary>A correct upgrade to the author's endpoint.</summary>
    internal static readonly Gen<byte[]> Upgrade = Gen.OneOf("", "Sec-WebSocket-Protocol: chat\r\n")
        .Select(offer => Encoding.ASCII.GetBytes(
        $"GET {RepeatRoute.Address} HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{offer}\r\n"));

    private static string Length(int manner, int length) => manner switch
    {
        0 => "",
        1 => "Transfer-Encoding: chunked\r\n",
        2 => $"Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n",
        3 => $"Content-Length: {length}\r\nContent-Length: {length + 1}\r\n",
        4 => $"Content-Length: {length + 7}\r\n",
        5 => $"Content-Length: {length / 2}\r\n",
        _ => $"Content-Length: {length}\r\n",
    };
}
