namespace Sensorcast.Tests.AttackTests;

/// <summary>Requests that are valid, except for what a test adds to them.</summary>
internal static class Requests
{
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    public static string Get(string path, params string[] fields) =>
        string.Join("\r\n", [$"GET {path} HTTP/1.1", "Host: localhost", .. fields]) + "\r\n\r\n";

    public static string Upgrade(string path, params string[] fields) => Get(
        path, ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + Key, .. fields]);
}
