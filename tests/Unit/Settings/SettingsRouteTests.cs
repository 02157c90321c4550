using System;
using System.Text;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>The settings page: what it shows, what it takes, and what it refuses in words beside the field.</summary>
[TestClass]
public class SettingsRouteTests
{
    private const int MaxPageSize = 8192;

    [TestMethod]
    public void Shows_what_counts_and_no_secret()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        bench.Save("name=kitchen&token=full-token&motto=%22%3E%3Cscript%3E%26'&led=off");
        string page = bench.Ask("GET /settings");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 200 OK\r\n"), page);
        CheckHas(page, "\r\nContent-Type: text/html; charset=utf-8\r\n");
        CheckHas(page, "\r\nCache-Control: no-store\r\n");
        CheckHas(page, "\r\nReferrer-Policy: same-origin\r\n");
        CheckHas(page, "\r\nContent-Security-Policy: default-src 'none'; ");
        CheckHas(page, "<label for=name>Name</label>");
        CheckHas(page, " id=name name=name aria-describedby=\"name-help \" maxlength=63 value=\"kitchen\">");
        CheckHas(page, " value=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">");
        CheckHas(page, "<option>on<option selected>off</select>");
        CheckHas(page, "<input type=checkbox name=token-remove value=on>");
        CheckHas(page, "<p role=status>These changes count only after a restart: <b>Name</b> <b>Token</b> <b>Motto</b></p>");
        Assert.IsTrue(page.IndexOf("full-token") < 0, "No secret is sent");
        Assert.IsTrue(page.IndexOf("<script") < 0, "Markup is escaped");
        Assert.IsTrue(page.Length < MaxPageSize, "At most 8 KB");
        Assert.IsTrue(bench.Ask("HEAD /settings").EndsWith("\r\n\r\n"));
        CheckHas(bench.Ask("GET /settings?saved"), "<p role=status>Saved.</p>");
    }

    [TestMethod]
    public void Saves_what_is_valid_and_only_that()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        bench.Save(
            "do=save&name=kitchen&token=&read-only-token=&host-names=+A.Example,b.example+&allowed-origins=https%3A%2F%2Fc.example&period=+70&led=off&motto=caf%C3%A9");
        Assert.AreEqual("kitchen", bench.Common.Name.Text);
        Assert.IsNull(bench.Common.Token.Value);
        Assert.AreEqual("a.example b.example", bench.Common.HostNames.Text);
        Assert.AreEqual("https://c.example", bench.Common.AllowedOrigins.Text);
        Assert.AreEqual(70, bench.Period.Value);
        Assert.IsFalse(bench.Led.Value);
        Assert.AreEqual("caf\u00e9", bench.Motto.Text);
        Assert.IsTrue(bench.File.NeedsRestart);
        Assert.IsFalse(bench.Period.IsPending, "It says itself that it needs no restart");
        bench.Save("token=full-token&read-only-token=reading-token");
        bench.Save("token=&period=80");
        Assert.AreEqual("full-token", bench.Common.Token.Value);
        bench.Save("token-remove=on&read-only-token-remove=on");
        Assert.IsNull(bench.Common.Token.Value);
        bench.Save(string.Empty);
    }

    [TestMethod]
    public void Says_beside_the_field_what_is_wrong_and_saves_nothing()
    {
        string[] wrong =
        {
            "name=", "name=-a", "name=a.b", "name=a+b", "name=%D0%B4", "token=short", "token=with+space8", "token=with%0Aline",
            "token=,,,,,,,,",
            "read-only-token=reading-token", "host-names=a.example:80", "host-names=a_b", "host-names=-a.example", "host-names=a..b",
            "host-names=10.0.0.300",
            "allowed-origins=example.org", "allowed-origins=https://", "period=5", "period=", "period=601", "period=1e2", "led=yes", "led=",
            "motto=12345678901234567890123456789012345678901", "motto=%FF", "motto=%00", "motto=%4", "motto=%zz", "motto=a%0Ab",
            "motto=%7F", "motto=a&motto=b",
            "token-remove=maybe", "token-remove=on&token-remove=on", "token=full-token&token-remove=on",
        };
        foreach (string form in wrong)
        {
            MemoryStorage storage = new MemoryStorage();
            SettingsBench bench = new SettingsBench(storage);
            string other = form.StartsWith("motto") ? "period=70" : "motto=kept+%3Cb%3E";
            string page = bench.Post(other + "&" + form);
            string name = form.Substring(0, form.IndexOf('='));
            name = name == "token-remove" ? "token" : name;
            Assert.IsTrue(page.StartsWith("HTTP/1.1 422 Unprocessable Content\r\n"), form + ": " + page);
            CheckHas(page, "<title>Error: Settings</title>");
            CheckHas(page, "<b>Nothing was saved.</b>  Look at <a href=#" + name + ">");
            CheckHas(page, "<p id=" + name + "-problem class=e><b>Error:</b> ");
            CheckHas(page, name + "-problem \" aria-invalid=true autofocus");
            CheckHas(page, form.StartsWith("motto") ? " value=\"70\">" : " value=\"kept &lt;b&gt;\">");
            Assert.AreEqual(0, storage.Writes, form);
            Assert.AreEqual("none", bench.Motto.Text, "Nothing is half saved");
            Assert.AreEqual(60, bench.Period.Value, "Nothing is half saved");
            Assert.IsTrue(page.Length < MaxPageSize, "At most 8 KB");
        }
    }

    [TestMethod]
    public void What_was_typed_stays_but_no_secret()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        string page = bench.Post("period=%22%3E&token=typed-token&read-only-token=typed");
        CheckHas(page, " value=\"&quot;&gt;\">");
        Assert.IsTrue(page.IndexOf("typed") < 0, page);

        // Of any length, and of any other client's answer.
        string quotes = new string('"', 350);
        page = bench.Post("motto=" + quotes);
        string escaped = string.Empty;
        foreach (char _ in quotes)
        {
            escaped += "&quot;";
        }

        CheckHas(page, " value=\"" + escaped + "\">");
        Assert.IsTrue(bench.Ask("GET /settings").IndexOf("&quot;") < 0);
    }

    [TestMethod]
    public void Two_tokens_go_together()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        CheckHas(bench.Post("read-only-token=reading-token"), "needs the other one beside it");
        CheckHas(bench.Post("token=same-token&read-only-token=same-token"), "must differ");
        bench.Save("token=full-token&read-only-token=reading-token");
        CheckHas(bench.Post("token-remove=on"), "needs the other one beside it");
        CheckHas(bench.Post("token=reading-token"), "must differ");
        CheckHas(bench.Post("read-only-token=full-token"), "must differ");
        Assert.AreEqual("full-token", bench.Common.Token.Value);
        bench.Save("token=reading-token&read-only-token=full-token");
    }

    [TestMethod]
    public void A_form_that_is_not_ours_is_refused_as_a_whole()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        foreach (string form in new string[] { "motto=a&later=1", "motto=a&=", "motto=a&%6", "{\"motto\":\"a\"}", "motto=a&MOTTO=a" })
        {
            string page = bench.Post(form);
            Assert.IsTrue(page.StartsWith("HTTP/1.1 422 "), page);
            CheckHas(page, "The form has a field that is not known here.");
        }

        foreach (string form in new string[] { "do=other", "do=save&do=save", "do=save&do=reset", "do=reset&motto=a", "do=", "do=%FF" })
        {
            string page = bench.Post(form);
            Assert.IsTrue(page.StartsWith("HTTP/1.1 422 "), page);
            CheckHas(page, "The form does not say what to do.");
        }

        string longForm = "motto=" + new string('a', 2500);
        CheckHas(bench.Post(longForm), "HTTP/1.1 413 ");
        Assert.AreEqual(0, storage.Writes);
        Assert.AreEqual(0, bench.Restarts);
    }

    [TestMethod]
    public void A_page_of_another_site_cannot_post()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        foreach (
            string origin in new string[] { "null", "https://evil.example", "http://board.evil.example", "http://board:81",
                "http://board, http://board", string.Empty })
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
    public void A_token_is_asked_for_as_a_password()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage, token: "full-token");
        string page = bench.Ask("GET /settings");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 401 "), page);
        CheckHas(
            page, "\r\nWWW-Authenticate: Basic realm=\"sensorcast\", charset=\"UTF-8\"\r\nWWW-Authenticate: Bearer "
                + "realm=\"sensorcast\"\r\n");
        Assert.IsTrue(bench.Post("motto=a").StartsWith("HTTP/1.1 401 "));
        foreach (string user in new string[] { string.Empty, "u", "me", "who", "a user" })
        {
            string login = "Authorization: bAsic " + Base64(user + ":full-token") + "\r\n";
            Assert.IsTrue(bench.Ask("GET /settings", login).StartsWith("HTTP/1.1 200 "), user);
            Assert.IsTrue(bench.Post("motto=" + user.Length, login).StartsWith("HTTP/1.1 303 "), user);
        }

        Assert.IsTrue(bench.Ask("GET /settings", "Authorization: Bearer full-token\r\n").StartsWith("HTTP/1.1 200 "));
        Assert.AreEqual("6", bench.Motto.Text);
    }

    [TestMethod]
    public void A_wrong_password_is_a_wrong_token()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), token: "full-token");
        string[] wrong =
        {
            Base64(":full-toke"), Base64(":full-token "), Base64("full-token"), Base64("full-token:"), Base64(":"), "=", "====", "Zg",
            "!!!!",
            Base64(new string('u', 100) + ":full-token"), Base64(new string('u', 600) + ":full-token"),
            Base64(":full-token") + " " + Base64(":full-token"),
        };
        foreach (string credentials in wrong)
        {
            string page = bench.Ask("GET /settings", "Authorization: Basic " + credentials + "\r\n");
            Assert.IsTrue(page.StartsWith("HTTP/1.1 401 "), credentials + ": " + page);
            CheckHas(page, "WWW-Authenticate: Basic ");
            page = bench.Ask("GET /settings", "Authorization: Basic " + Base64(":full-token") + "\r\n");
            Assert.IsTrue(page.StartsWith("HTTP/1.1 429 "), "It has to wait");
            bench.Clock.Milliseconds += 3600000;
        }
    }

    [TestMethod]
    public void A_token_that_only_reads_is_asked_for_again()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), token: "full-token", readOnlyToken: "reading-token");
        string login = "Authorization: Basic " + Base64("me:reading-token") + "\r\n";
        string page = bench.Ask("GET /settings", login);
        Assert.IsTrue(page.StartsWith("HTTP/1.1 401 "), page);
        CheckHas(page, "WWW-Authenticate: Basic ");
        Assert.IsTrue(bench.Post("motto=a", login).StartsWith("HTTP/1.1 401 "));
        Assert.IsTrue(
            bench.Ask("GET /settings", "Authorization: Basic " + Base64(":full-token") + "\r\n").StartsWith("HTTP/1.1 200 "),
            "It need not wait");
        Assert.AreEqual("none", bench.Motto.Text);
    }

    [TestMethod]
    public void Elsewhere_a_password_means_nothing()
    {
        RouteBench bench = new RouteBench(new ServerOptions { Token = "full-token" }, new PlainRoute());
        Assert.IsTrue(bench.Ask("GET /plain", "Authorization: Basic " + Base64(":full-token") + "\r\n").StartsWith("HTTP/1.1 200 "));
        string answer = bench.Ask("POST /plain", "Authorization: Basic " + Base64(":full-token") + "\r\nContent-Length: 0\r\n");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 401 "), answer);
        Assert.IsTrue(answer.IndexOf("Basic") < 0, answer);
        Assert.IsTrue(
            bench.Ask("POST /plain", "Authorization: Bearer full-token\r\nContent-Length: 0\r\n").StartsWith("HTTP/1.1 200 "),
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

    [TestMethod]
    public void Restarts_when_the_page_has_been_sent()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        CheckHas(bench.Ask("GET /settings"), "<button name=do value=restart>");
        CheckHas(bench.Post("do=restart"), "It restarts now.");
        Assert.AreEqual(0, bench.Restarts);
        bench.Run(1100);
        Assert.AreEqual(1, bench.Restarts);
        bench.Run(5000);
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void Offers_no_restart_where_there_is_none()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), canRestart: false);
        Assert.IsTrue(bench.Ask("GET /settings").IndexOf("value=restart") < 0);
        Assert.IsTrue(bench.Post("do=restart").StartsWith("HTTP/1.1 422 "));
    }

    [TestMethod]
    public void A_factory_reset_is_asked_for_twice()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        bench.Save("name=kitchen&motto=a");
        string page = bench.Post("do=ask-reset");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 200 "), page);
        CheckHas(page, "<button name=do value=reset>Forget all settings</button>");
        Assert.AreEqual("kitchen", bench.Common.Name.Text);
        CheckHas(bench.Post("do=reset"), "All settings are forgotten.");
        Assert.AreEqual("board", bench.Common.Name.Text);
        Assert.AreEqual("board", new SettingsBench(storage.Restart()).Common.Name.Text);
        bench.Run(1100);
        Assert.AreEqual(1, bench.Forgets);
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void A_factory_reset_says_what_else_is_forgotten_and_where_the_board_is_then()
    {
        const string Notice = "<p>The Wi-Fi is forgotten too: look for &lt;board&gt;.</p>";
        SettingsBench bench = new SettingsBench(new MemoryStorage()) { ResetNotice = "The Wi-Fi is forgotten too: look for <board>." };
        CheckHas(bench.Post("do=ask-reset"), Notice);
        string page = bench.Post("do=reset");
        CheckHas(page, Notice);
        Assert.IsTrue(page.IndexOf("Back to the settings") < 0, "There is no way back");
        Assert.AreEqual(1, bench.Forgets);
    }

    [TestMethod]
    public void A_storage_that_fails_is_told_and_what_was_typed_stays()
    {
        MemoryStorage storage = new MemoryStorage { CutAfter = 5 };
        SettingsBench bench = new SettingsBench(storage);
        string page = bench.Post("motto=typed");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 500 "), page);
        CheckHas(page, "<b>Nothing was saved.</b> The settings could not be stored: The power is cut");
        CheckHas(page, " value=\"typed\">");
        Assert.AreEqual("none", bench.Motto.Text);
        CheckHas(bench.Post("do=reset"), "The settings could not be stored");
        Assert.AreEqual(0, bench.Forgets);
    }

    [TestMethod]
    public void What_was_stored_wrong_and_what_else_counts_is_told()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(1, "period=5");
        storage.Copies[1] = new byte[9];
        SettingsBench bench = new SettingsBench(storage);
        bench.Common.Name.Note = "The command line says otherwise: <pc>.";
        string page = bench.Ask("GET /settings");
        CheckHas(
            page, "<p id=period-problem class=e><b>Error:</b> What is stored is not valid, so the default counts. Enter a whole number");
        CheckHas(page, "<p role=status>A save did not come to its end, so the one before counts.</p>");
        CheckHas(page, "The command line says otherwise: &lt;pc&gt;.");
        Assert.IsTrue(page.IndexOf("Nothing was saved") < 0);
    }

    [TestMethod]
    public void Slow_clients_get_their_own_pages_whole()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        string expected = bench.Ask("GET /settings");
        string form = "motto=" + new string('<', 150);
        string refused = bench.Post(form);
        MemoryTransport slow = bench.Listener.Connect();
        MemoryTransport other = bench.Listener.Connect();
        slow.TakesOneSend = true;
        other.TakesOneSend = true;
        slow.Say("GET /settings HTTP/1.1\r\nHost: board\r\n\r\n");
        other.Say("POST /settings HTTP/1.1\r\nHost: board\r\nContent-Length: " + form.Length + "\r\n\r\n" + form);
        for (int i = 0; i < 20; i++)
        {
            bench.Run();
            slow.TakesBytes = true;
            slow.TakesOneSend = true;
            other.TakesBytes = true;
            other.TakesOneSend = true;
        }

        Assert.AreEqual(expected, slow.TakeText());
        Assert.AreEqual(refused, other.TakeText());
    }

    private static void CheckHas(string page, string part)
    {
        Assert.IsTrue(page.Contains(part), part + " is not in " + page);
    }

    private static string Base64(string text)
    {
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A route that asks for no password.</summary>
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
