using System.Text;
using Sensorcast.Simulator.Author;

namespace Sensorcast.Simulator.Clients;

/// <summary>A request, and what the right answer is.</summary>
internal sealed class Plan
{
    /// <summary>The request; empty for a client that sends nothing.</summary>
    public byte[] Request { get; init; } = [];

    public Subject Subject { get; init; }

    /// <summary>The status that answers it when there is a slot.</summary>
    public int Status { get; init; }

    /// <summary>Whether it is refused because of its syntax, and so even when every slot is taken.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>Whether the client may still be sending when its request has been read: so the server lingers.</summary>
    public bool MayGoOn { get; init; }

    /// <summary>Whether it is garbage, with an answer that is not known.</summary>
    public bool IsGarbage { get; init; }

    /// <summary>The body that answers it with 200, or null where it is not known beforehand.</summary>
    public byte[]? Answer { get; init; }

    public string Key { get; init; } = string.Empty;

    /// <summary>The subprotocol that the answer names, or none.</summary>
    public string? Subprotocol { get; init; }

    public bool IsCbor => Subprotocol == "senml+cbor";

    public bool IsUpgrade => Subject is Subject.Stream or Subject.Echo or Subject.Room;

    /// <summary>Whether it is kept until it is whole, in the buffer that all such requests share.</summary>
    public bool IsKept => Subject is Subject.Body or Subject.Metrics;

    /// <summary>How many bytes the request has; more than will ever come while it is not known to end.</summary>
    public int Length => Request.Length == 0 || IsGarbage ? int.MaxValue : Request.Length;

    public static Plan Silence() => new() { IsGarbage = true };

    public static Plan Garbage(byte[] bytes) => new() { Request = bytes, IsGarbage = true };

    public static Plan Get(Subject subject, Prng random)
    {
        string target = subject switch
        {
            Subject.Status => "/status",
            Subject.Metrics => "/metrics",
            Subject.Document => AuthorDocument.Address,
            _ => random.Pick("/", "/?x=1"),
        };
        string method = subject == Subject.Head ? "HEAD" : "GET";
        return new Plan
        {
            Request = Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: board\r\n{Fillers(random)}\r\n"),
            Subject = subject,
            Status = 200,
            Answer = subject == Subject.Document ? AuthorDocument.Whole : null,
        };
    }

    /// <summary>
    /// A request with a body, which comes back with this request's own number; or makes its route throw.
    /// </summary>
    public static Plan Post(int number, Prng random)
    {
        bool throws = random.Chance(10);
        byte[] body = [throws ? MirrorRoute.Fault : (byte)'.', .. random.Bytes(random.Below(random.Pick(5, 100, MirrorRoute.MaxSize)))];
        byte[] head = Encoding.ASCII.GetBytes(
            $"{random.Pick("POST", "PUT")} {MirrorRoute.Address}?id={number} HTTP/1.1\r\nHost: board\r\n{Fillers(random)}Content-Length: "
                + $"{body.Length}\r\n\r\n");
        return new Plan
        {
            Request = [.. head, .. body],
            Subject = Subject.Body,
            Status = throws ? 500 : 200,
            Answer = [.. Encoding.ASCII.GetBytes($"{number} "), .. body],
        };
    }

    public static Plan Upgrade(Subject subject, bool cbor, Prng random)
    {
        string key = Convert.ToBase64String(random.Bytes(16));
        string path = subject switch { Subject.Stream => "/ws", Subject.Room => RoomRoute.Address, _ => "/echo" };
        string? subprotocol = cbor ? "senml+cbor" : random.Pick(null, "senml+json");
        string offer = subprotocol == null ? string.Empty : $"Sec-WebSocket-Protocol: chat, {subprotocol}\r\n";
        string connection = random.Pick("Upgrade", "keep-alive, Upgrade");
        return new Plan
        {
            Request = Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: board\r\n{Fillers(random)}Upgrade: websocket\r\nConnection: {connection}\r\n"
                + $"Sec-WebSocket-Version: 13\r\n{offer}Sec-WebSocket-Key: {key}\r\n\r\n"),
            Subject = subject,
            Status = 101,
            Key = key,
            Subprotocol = subject == Subject.Stream ? subprotocol : null,
        };
    }

    private static string Fillers(Prng random) => string.Concat(
        Enumerable.Range(0, random.Below(4)).Select(i => $"X-Filler-{i}: {new string('x', random.Below(random.Pick(10, 1200)))}\r\n"));
}
