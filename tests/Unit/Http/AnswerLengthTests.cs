using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>An answer has the length that it announces; else its client waits for the rest or takes a part for the whole.</summary>
[TestClass]
public class AnswerLengthTests
{
    private const string Token = "full-token";
    private const string ReadOnlyToken = "read-only-token";
    private const string Wrong = "Authorization: Bearer wrong-token\r\n";
    private const string Read = "Authorization: Bearer " + ReadOnlyToken + "\r\n";
    private const string Full = "Authorization: Bearer " + Token + "\r\n";

    [TestMethod]
    public void Refusals()
    {
        ServerOptions options = new ServerOptions { MaxClients = 2, Token = Token, ReadOnlyToken = ReadOnlyToken };
        RouteBench bench = new RouteBench(options, new PeriodRoute(), new RefusingRoute(), new ChatRoute());
        Check(bench, 401, "GET /config", string.Empty);
        Check(bench, 403, "POST /config", Read + "Content-Length: 0\r\n");
        Check(bench, 403, "POST /config", Full + "Origin: null\r\nContent-Length: 0\r\n");
        Check(bench, 404, "GET /nothing", Full);
        Assert.IsTrue(Check(bench, 405, "BREW /nothing", Full).IndexOf("\r\nAllow: GET, HEAD\r\n") > 0);
        Check(bench, 405, "PUT /config", Full);
        Check(bench, 413, "POST /config", Full + "Content-Length: 65\r\n");
        Check(bench, 422, "POST /config", Full + "Content-Length: 0\r\n");
        Check(bench, 409, "GET /refuse", Full);
        Check(bench, 426, "GET /chat", Full);
        Check(bench, 421, "GET http://evil.example/", Full);
        Check(bench, 505, "PRI * HTTP/2.0\r\n\r\nGET /", string.Empty);
        Check(bench, 500, "DELETE /config", Full);
        Check(bench, 401, "DELETE /config", Wrong);
        Check(bench, 429, "GET /config", Full);
    }

    /// <summary>A refusal lists the paths of the server, up to a limit.</summary>
    [TestMethod]
    public void Of_many_paths_the_first_20_are_listed()
    {
        RouteBench bench = new RouteBench(1);
        string paths = string.Empty;
        for (int i = 0; i < 21; i++)
        {
            bench.Server.Add(new StaticRoute("/path" + i, "text/plain", new byte[1], "\"x\""));
            paths += i < 20 ? " /path" + i : string.Empty;
        }

        Assert.IsTrue(Check(bench, 404, "GET /nothing", string.Empty).EndsWith("There is" + paths + "\n"));
    }

    [TestMethod]
    public void Redirections()
    {
        RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1, PortalUrl = "http://192.0.2.1/" }, new RefusingRoute());
        string answer = Check(bench, 302, "GET /elsewhere", string.Empty);
        Assert.IsTrue(answer.IndexOf("\r\nLocation: http://192.0.2.1/\r\nCache-Control: no-store\r\n") > 0, answer);
        Check(bench, 303, "POST /refuse", "Content-Length: 0\r\n");
    }

    [TestMethod]
    public void Bodies()
    {
        RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1 }, new PeriodRoute());
        Check(bench, 200, "GET /config", string.Empty);
        Check(bench, 200, "GET /config?count=0", string.Empty);
        Check(bench, 200, "GET /config?count=9&name=%C3%A4%3C", string.Empty);
    }

    /// <summary>Checks an answer, and that of HEAD, which is its head alone.</summary>
    private static string Check(RouteBench bench, int status, string requestLine, string fields)
    {
        string answer = bench.Request(requestLine, fields);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 " + status + " "), requestLine + " " + fields + answer);
        const string Name = "\r\nContent-Length: ";
        int start = answer.IndexOf(Name) + Name.Length;
        int length = int.Parse(answer.Substring(start, answer.IndexOf("\r\n", start) - start));
        int headSize = answer.IndexOf("\r\n\r\n") + 4;
        Assert.AreEqual(length, System.Text.Encoding.UTF8.GetBytes(answer.Substring(headSize)).Length, answer);
        if (requestLine.StartsWith("GET "))
        {
            Assert.AreEqual(answer.Substring(0, headSize), bench.Request("HEAD" + requestLine.Substring(3), fields));
        }

        bench.Run(200);
        return answer;
    }

    private sealed class RefusingRoute : RequestRoute
    {
        internal RefusingRoute()
            : base("/refuse", HttpMethod.Get | HttpMethod.Post)
        {
        }

        protected override void Respond(Request request, Response response)
        {
            response.Write("dropped");
            if (request.Method == HttpMethod.Post)
            {
                response.Redirect("/elsewhere");
            }
            else
            {
                response.Refuse(HttpStatus.Conflict, "Not n\u00f6w.");
            }
        }
    }
}
