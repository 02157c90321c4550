using System;
using System.Text;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Tokens offered as passwords (RFC 7617), of any characters.</summary>
[TestClass]
public class PasswordTests
{
    [TestMethod]
    public void Any_token_may_be_a_password()
    {
        foreach (string token in new string[] { "~~~???>>>", "AZaz09+/", "k\u00fcche~?>?>~x", HandshakeCase.Repeat("x", 64) })
        {
            RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1, Token = token }, new LoginRoute(), new ChatRoute());
            for (int user = 0; user < 4; user++)
            {
                byte[] credentials = Encoding.UTF8.GetBytes(new string('u', user) + ":" + token);
                string login = "Authorization: Basic " + Convert.ToBase64String(credentials) + "\r\nContent-Length: 0\r\n";
                Assert.IsTrue(bench.Request("POST /login", login).StartsWith("HTTP/1.1 200 "), login);
            }
        }
    }

    /// <summary>RFC 4648 section 3.2: the pads are there, and no more of them than needed. 136 characters are the maximum.</summary>
    [TestMethod]
    public void Other_credentials_than_base64_are_wrong()
    {
        Check("????????", "Oj8/Pz8/Pz8/", "Oj8_Pz8_Pz8_", "Oj8-Pz8-Pz8-", "Oj8?Pz8?Pz8?", "Oj8/Pz8/Pz8/A===", "Oj8/Pz8/Pz8/====");
        Check("12345678", "dToxMjM0NTY3OA==", "dToxMjM0NTY3OA", "dToxMjM0NTY3OA=", "dToxMjM0NTY3OA===", "dTEyMzQ1Njc4");
        string token = HandshakeCase.Repeat("x", 64);
        Check(token, Base64(HandshakeCase.Repeat("u", 37) + ":" + token), Base64(HandshakeCase.Repeat("u", 38) + ":" + token));
    }

    [TestMethod]
    public void Credentials_that_nothing_requires_have_no_effect()
    {
        RouteBench open = new RouteBench(1, new LoginRoute());
        const string Credentials = "Authorization: Basic eDp5\r\nContent-Length: 0\r\n";
        Assert.IsTrue(open.Request("POST /login", Credentials).StartsWith("HTTP/1.1 200 "));
        RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1, Token = "full-token" }, new LoginRoute());
        Assert.IsTrue(bench.Request("POST /nothing", Credentials).StartsWith("HTTP/1.1 404 "));
    }

    /// <summary>Only where the route says so: else a browser would show a prompt where no password helps.</summary>
    [TestMethod]
    public void Only_a_route_that_takes_a_password_requests_one()
    {
        ServerOptions options = new ServerOptions { MaxClients = 1, ReadOnlyToken = "read-only-token" };
        RouteBench bench = new RouteBench(options, new LoginRoute(), new PeriodRoute(), new StaticRoute("/page", "text/html", new byte[1]));
        Assert.IsTrue(bench.Request("POST /login", "Content-Length: 0\r\n").IndexOf("Basic ") > 0);
        foreach (string path in new string[] { "/config", "/page" })
        {
            string answer = bench.Request("GET " + path);
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 401 ") && answer.IndexOf("Basic ") < 0, answer);
        }
    }

    private static string Base64(string text)
    {
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private static void Check(string token, string right, params string[] others)
    {
        RouteBench bench = new RouteBench(new ServerOptions { MaxClients = 1, Token = token }, new LoginRoute());
        string login = "Authorization: Basic " + right + "\r\nContent-Length: 0\r\n";
        Assert.IsTrue(bench.Request("POST /login", login).StartsWith("HTTP/1.1 200 "), right);
        foreach (string other in others)
        {
            bench.Run(10_000);
            login = "Authorization: Basic " + other + "\r\nContent-Length: 0\r\n";
            Assert.IsTrue(bench.Request("POST /login", login).StartsWith("HTTP/1.1 401 "), other);
        }
    }

    private sealed class LoginRoute : RequestRoute
    {
        internal LoginRoute()
            : base("/login", HttpMethod.Post, 0)
        {
        }

        protected override bool TakesPassword => true;

        protected override void Respond(Request request, Response response)
        {
            response.Write("welcome");
        }
    }
}
