namespace Sensorcast.Tests.AttackTests;

/// <summary>Header fields that a client tries to have the Host send, and texts that it tries to have it say.</summary>
[TestClass]
public class InjectionTests
{
    private const string Mark = "Injected";

    private static readonly string[] Subprotocols = ["senml+cbor", "senml+json"];

    private static readonly string[] Payloads =
    [
        $"\r\nX-{Mark}: 1",
        $"\r\n\r\nHTTP/1.1 200 {Mark}\r\n",
        $"\nX-{Mark}: 1",
        $"\rX-{Mark}: 1",
        $"%0d%0aX-{Mark}:%201",
        $"%0D%0AX-{Mark}:%201",
        $"\\r\\nX-{Mark}:1",
        $"\\u000d\\u000aX-{Mark}:1",
        $"\xC4\x8D\xC4\x8AX-{Mark}:1",
        $"\xE5\x98\x8D\xE5\x98\x8AX-{Mark}:1",
        $"\0X-{Mark}:1",
        $"\"}},\"{Mark}\":{{\"",
        $"<script>{Mark}()</script>",
        $"\\n# HELP {Mark}",
    ];

    private static readonly Func<string, string>[] Positions =
    [
        text => Requests.Get("/" + text),
        text => Requests.Get("/?" + text),
        text => Requests.Get("/status?" + text),
        text => Requests.Get("http://" + text + "/"),
        text => $"{text} / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        text => $"GET / HTTP/1.1{text}\r\nHost: localhost\r\n\r\n",
        text => $"GET /ws HTTP/1.1\r\nHost: localhost{text}\r\n\r\n",
        text => Requests.Upgrade("/ws", "Origin: http://localhost" + text),
        text => Requests.Upgrade("/ws", "Sec-WebSocket-Protocol: " + text),
        text => Requests.Upgrade("/ws", $"Sec-WebSocket-Protocol: senml+cbor{text}"),
        text => Requests.Upgrade("/ws", $"Sec-WebSocket-Protocol: senml+json, {text}"),
        text => Requests.Upgrade("/ws", $"Sec-WebSocket-Protocol: token.{text}"),
        text => Requests.Upgrade("/echo", "Sec-WebSocket-Protocol: " + text),
        text => Requests.Upgrade("/ws", "Sec-WebSocket-Extensions: " + text),
        text => Requests.Upgrade("/ws").Replace(Requests.Key, Requests.Key + text, StringComparison.Ordinal),
        text => Requests.Get("/", $"If-None-Match: \"{text}\""),
        text => Requests.Get("/status", "Authorization: Bearer " + text),
        text => Requests.Get("/status", "User-Agent: " + text),
        text => Requests.Get("/status", "X-Forwarded-For: " + text),
        text => Requests.Get("/status", text + ": 1"),
    ];

    [TestMethod]
    public async Task No_part_of_a_request_appears_in_an_answer()
    {
        await using Siege siege = await Siege.StartAsync();

        foreach (string payload in Payloads)
        {
            foreach (Func<string, string> place in Positions)
            {
                string sent = place(payload);
                Answer answer = siege.Request(sent);
                Assert.DoesNotContain(Mark, answer.Text, StringComparison.OrdinalIgnoreCase, sent);
                foreach (string protocol in answer.Head.Where(field => field.Key == "Sec-WebSocket-Protocol").Select(field => field.Value))
                {
                    Assert.Contains(protocol, Subprotocols, sent);
                }
            }
        }

        foreach (string path in new[] { "/status", "/metrics" })
        {
            Answer answer = siege.Request(Requests.Get(path));
            Assert.AreEqual("200", answer.Kind);
            Assert.DoesNotContain(Mark, answer.Text, StringComparison.OrdinalIgnoreCase, path);
        }

        await siege.EndAsync();
    }
}
