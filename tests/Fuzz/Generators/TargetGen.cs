using CsCheck;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Request targets, RFC 9112 section 3.2.</summary>
internal static class TargetGen
{
    private static readonly Gen<string> Path =
        Gen.OneOf("", "/", "/ws", "/echo", "/status", "/ws/", "//ws", "/x", "/%77s", "/ws;a", "/a/ws");

    private static readonly Gen<string> Query = Gen.OneOf("", "", "?", "?x", "?/ws", "?a=b/echo", "??", "?http://board/ws");

    /// <summary>http://host:port/path?query, each part there or not.</summary>
    internal static readonly Gen<string> Absolute = Gen.Select(
        Gen.OneOf("http", "https", "HTTP"), Gen.OneOf("board", "board:80", "192.0.2.1", "[fe80::1]", "a.b"), Path, Query,
        (scheme, host, path, query) => $"{scheme}://{host}{path}{query}");

    private static readonly Gen<string> Origin = Gen.Select(Path, Query, (path, query) => path + query);

    internal static readonly Gen<string> Any = Gen.Frequency(
        (3, Origin), (3, Absolute), (1, Gen.OneOf("*", "board:80", "/#", "ws", "/" + new string('x', 300), "a//b/ws", "http:///ws")));
}
