using System.Text;
using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>Sends requests that break a rule each, or garbage.</summary>
internal sealed class InvalidRequester(World world, Prng random) : Client(world, random)
{
    private const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private const string Version = "Sec-WebSocket-Version: 13\r\n";
    private const string Host = "Host: board\r\n";

    private static readonly Plan[] Requests =
    [
        Make(404, $"GET /nothing HTTP/1.1\r\n{Host}\r\n"),
        Make(405, $"DELETE / HTTP/1.1\r\n{Host}\r\n"),
        Make(426, $"GET /ws HTTP/1.1\r\n{Host}\r\n"),
        Make(426, $"GET /ws HTTP/1.1\r\n{Host}{Upgrade}{Key}Sec-WebSocket-Version: 8\r\n\r\n"),
        Make(400, $"GET /ws HTTP/1.1\r\n{Host}{Upgrade}{Version}\r\n"),
        Make(400, $"GET /ws HTTP/1.1\r\n{Host}{Upgrade}{Version}{Key}{Key}\r\n"),
        Make(403, $"GET /ws HTTP/1.1\r\n{Host}{Upgrade}{Version}{Key}Origin: http://elsewhere\r\n\r\n"),
        Make(413, $"GET / HTTP/1.1\r\n{Host}Content-Length: 5\r\n\r\n", mayGoOn: true),
        Make(413, $"POST /mirror HTTP/1.1\r\n{Host}Content-Length: 1000000\r\n\r\n", mayGoOn: true),
        Make(411, $"POST /mirror HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n", mayGoOn: true),
        Make(403, $"POST /mirror HTTP/1.1\r\n{Host}Origin: http://elsewhere\r\n\r\n"),
        Make(400, $"POST /mirror HTTP/1.1\r\n{Host}Content-Length: 1\r\nContent-Length: 2\r\n\r\n", isMalformed: true),
        Make(400, "GET / HTTP/1.1\r\n\r\n", isMalformed: true),
        Make(400, $"GET / HTTP/1.1\r\n{Host}Host : b\r\n\r\n", isMalformed: true),
        Make(400, "GET  / HTTP/1.1\r\n\r\n", isMalformed: true),
        Make(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", isMalformed: true),
        Make(414, $"GET /{new string('a', 300)} HTTP/1.1\r\n{Host}\r\n", isMalformed: true),
        Make(431, $"GET / HTTP/1.1\r\n{Host}X: {new string('a', 9000)}\r\n\r\n", isMalformed: true),
    ];

    public override void Begin()
    {
        Plan plan = Random.Chance(30) ? Plan.Garbage(Random.Bytes(Random.Between(1, 3000))) : Random.Pick(Requests);
        Link link = OpenAndRequest(plan);
        if ((plan.MayGoOn || plan.IsGarbage) && Random.Chance(50))
        {
            Repeat(link, 10, 300, () => link.Client.Send(Random.Bytes(Random.Between(1, 200))));
        }
    }

    private static Plan Make(int status, string request, bool isMalformed = false, bool mayGoOn = false) => new()
    {
        Request = Encoding.ASCII.GetBytes(request),
        Status = status,
        IsMalformed = isMalformed,
        MayGoOn = mayGoOn,
    };
}
