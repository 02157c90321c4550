using System;
using System.Text;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Access to the settings page: sites, tokens and passwords.</summary>
[TestClass]
public class SettingsAccessTests
{
    [TestMethod]
    public void A_page_of_another_site_cannot_post()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        string[] origins =
        {
            "null", "https://evil.example", "http://board.evil.example", "http://board:81", "http://board, http://board", string.Empty,
        };
        foreach (string origin in origins)
        {
            string answer = bench.Post("motto=a", "Origin: " + origin + "\r\n");
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 403 "), origin + ": " + answer);
            Assert.IsTrue(bench.Post("do=reset", "Origin: " + origin + "\r\n").StartsWith("HTTP/1.1 403 "), origin);

            // A connection whose request was not read to its end stays for a while.
            bench.Run(3000);
        }

        Assert.AreEqual(0, storage.Writes);
        Assert.IsTrue(bench.Post("motto=a", "Origin: http://board\r\n").StartsWith("HTTP/1.1 303 "));
    }

    [TestMethod]
    public void A_token_is_requested_as_a_password()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage, token: "full-token");
        string page = bench.Request("GET /settings");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 401 "), page);
        SettingsBench.CheckHas(
            page, "\r\nWWW-Authenticate: Basic realm=\"sensorcast\", charset=\"UTF-8\"\r\nWWW-Authenticate: Bearer "
                + "realm=\"sensorcast\"\r\n");
        Assert.IsTrue(bench.Post("motto=a").StartsWith("HTTP/1.1 401 "));
        foreach (string user in new string[] { string.Empty, "u", "me", "you", "a user" })
        {
            string login = "Authorization: bAsic " + Base64(user + ":full-token") + "\r\n";
            Assert.IsTrue(bench.Request("GET /settings", login).StartsWith("HTTP/1.1 200 "), user);
            Assert.IsTrue(bench.Post("motto=" + user.Length, login).StartsWith("HTTP/1.1 303 "), user);
        }

        Assert.IsTrue(bench.Request("GET /settings", "Authorization: Bearer full-token\r\n").StartsWith("HTTP/1.1 200 "));
        Assert.AreEqual("6", bench.Motto.Text);
    }

    [TestMethod]
    public void A_wrong_password_is_a_wrong_token()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), token: "full-token");
        string[] wrong =
        {
            Base64(":full-toke"), Base64(":full-token "), Base64("full-token"), Base64("full-token:"), Base64(":"), "=", "====", "= =",
            "Zg", "!!!!", Base64("u:full-token") + "====",
            Base64(new string('u', 100) + ":full-token"), Base64(new string('u', 600) + ":full-token"),
            Base64(":full-token") + " " + Base64(":full-token"),
        };
        foreach (string credentials in wrong)
        {
            string page = bench.Request("GET /settings", "Authorization: Basic " + credentials + "\r\n");
            Assert.IsTrue(page.StartsWith("HTTP/1.1 401 "), credentials + ": " + page);
            SettingsBench.CheckHas(page, "WWW-Authenticate: Basic ");
            page = bench.Request("GET /settings", "Authorization: Basic " + Base64(":full-token") + "\r\n");
            Assert.IsTrue(page.StartsWith("HTTP/1.1 429 "), "It has to wait");
            bench.Clock.Milliseconds += 3600000;
        }
    }

    [TestMethod]
    public void A_read_only_token_is_answered_401()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), token: "full-token", readOnlyToken: "reading-token");
        string login = "Authorization: Basic " + Base64("me:reading-token") + "\r\n";
        string page = bench.Request("GET /settings", login);
        Assert.IsTrue(page.StartsWith("HTTP/1.1 401 "), page);
        SettingsBench.CheckHas(page, "WWW-Authenticate: Basic ");
        Assert.IsTrue(bench.Post("motto=a", login).StartsWith("HTTP/1.1 401 "));
        Assert.IsTrue(
            bench.Request("GET /settings", "Authorization: Basic " + Base64(":full-token") + "\r\n").StartsWith("HTTP/1.1 200 "),
            "It need not wait");
        Assert.AreEqual("none", bench.Motto.Text);
    }

    [TestMethod]
    public void Elsewhere_a_password_means_nothing()
    {
        RouteBench bench = new RouteBench(new ServerOptions { Token = "full-token" }, new PlainRoute());
        Assert.IsTrue(bench.Request("GET /plain", "Authorization: Basic " + Base64(":full-token") + "\r\n").StartsWith("HTTP/1.1 200 "));
        string answer = bench.Request("POST /plain", "Authorization: Basic " + Base64(":full-token") + "\r\nContent-Length: 0\r\n");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 401 "), answer);
        Assert.IsTrue(answer.IndexOf("Basic") < 0, answer);
        Assert.IsTrue(
            bench.Request("POST /plain", "Authorization: Bearer full-token\r\nContent-Length: 0\r\n").StartsWith("HTTP/1.1 200 "),
            "Nothing was counted");
    }

    [TestMethod]
    public void Credentials_may_come_in_pieces()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), token: "full-token");
        string request = "GET /settings HTTP/1.1\r\nHost: board\r\nAuthorization: Basic " + Base64("me:full-token") + "\r\n\r\n";
        for (int cut = 1; cut < request.Length; cut++)
        {
            MemoryTransport client = bench.Connect(request.Substring(0, cut));
            client.Say(request.Substring(cut));
            bench.Run();
            Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 200 "), "cut at " + cut);
        }
    }

    private static string Base64(string text)
    {
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A route that takes no password.</summary>
    private sealed class PlainRoute : RequestRoute
    {
        internal PlainRoute()
            : base("/plain", HttpMethod.Get | HttpMethod.Post)
        {
        }

        protected override Access AccessFor(HttpMethod method)
        {
            return method == HttpMethod.Post ? Access.Set : Access.Read;
        }

        protected override void Respond(Request request, Response response)
        {
        }
    }
}
