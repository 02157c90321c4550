using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>The settings as a form: what it shows, what it accepts, and which errors it shows beside a field.</summary>
[TestClass]
public class SettingsFormTests
{
    private const int MaxPageSize = 8192;

    [TestMethod]
    public void Shows_what_counts_and_no_secret()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        bench.Save("name=kitchen&token=full-token&motto=%22%3E%3Cscript%3E%26'&led=off");
        string page = bench.Request("GET /settings");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 200 OK\r\n"), page);
        SettingsBench.CheckHas(page, "\r\nContent-Type: text/html; charset=utf-8\r\n");
        SettingsBench.CheckHas(page, "\r\nCache-Control: no-store\r\n");
        SettingsBench.CheckHas(page, "\r\nReferrer-Policy: same-origin\r\n");
        SettingsBench.CheckHas(page, "\r\nContent-Security-Policy: default-src 'none'; ");
        SettingsBench.CheckHas(page, "<title>Settings</title><style>" + PageMarkup.Style + "</style>");
        SettingsBench.CheckHas(page, "<label for=name>Name</label>");
        SettingsBench.CheckHas(page, " maxlength=192 ");
        SettingsBench.CheckHas(page, " id=period name=period maxlength=11 value=\"60\">");
        SettingsBench.CheckHas(page, " id=name name=name aria-describedby=\"name-help \" maxlength=63 value=\"kitchen\">");
        SettingsBench.CheckHas(page, " value=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">");
        SettingsBench.CheckHas(page, "<option>on<option selected>off</select>");
        SettingsBench.CheckHas(page, "<input type=checkbox name=token-remove value=on>");
        SettingsBench.CheckHas(page, "<p role=status>These changes count only after a restart: <b>Name</b> <b>Token</b> <b>Motto</b></p>");
        Assert.IsTrue(page.IndexOf("full-token") < 0, "No secret is sent");
        Assert.IsTrue(page.IndexOf("<script") < 0, "Markup is escaped");
        Assert.IsTrue(page.Length < MaxPageSize, "At most 8 KB");
        Assert.IsTrue(bench.Request("HEAD /settings").EndsWith("\r\n\r\n"));
        SettingsBench.CheckHas(bench.Request("GET /settings?saved"), "<p role=status>Saved.</p>");
    }

    [TestMethod]
    public void Saves_what_is_valid_and_only_that()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        bench.Save(
            "do=save&name=kitchen&token=&read-only-token=&host-names=+A.Example,b.example+"
                + "&allowed-origins=https%3A%2F%2Fc.example&period=+70&led=off&motto=caf%C3%A9");
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
            SettingsBench.CheckHas(page, "<title>Error: Settings</title>");
            SettingsBench.CheckHas(page, "<b>Nothing was saved.</b>  Look at <a href=#" + name + ">");
            SettingsBench.CheckHas(page, "<p id=" + name + "-problem class=e><b>Error:</b> ");
            SettingsBench.CheckHas(page, name + "-problem \" aria-invalid=true autofocus");
            SettingsBench.CheckHas(page, form.StartsWith("motto") ? " value=\"70\">" : " value=\"kept &lt;b&gt;\">");
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
        SettingsBench.CheckHas(page, " value=\"&quot;&gt;\">");
        Assert.IsTrue(page.IndexOf("typed") < 0, page);

        // Values of any length, and nothing of another client's answer.
        string quotes = new string('"', 350);
        page = bench.Post("motto=" + quotes);
        string escaped = string.Empty;
        foreach (char _ in quotes)
        {
            escaped += "&quot;";
        }

        SettingsBench.CheckHas(page, " value=\"" + escaped + "\">");
        Assert.IsTrue(bench.Request("GET /settings").IndexOf("&quot;") < 0);
    }

    [TestMethod]
    public void Two_tokens_go_together()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        SettingsBench.CheckHas(bench.Post("read-only-token=reading-token"), "needs the other one beside it");
        SettingsBench.CheckHas(bench.Post("token=same-token&read-only-token=same-token"), "must differ");
        bench.Save("token=full-token&read-only-token=reading-token");
        SettingsBench.CheckHas(bench.Post("token-remove=on"), "needs the other one beside it");
        SettingsBench.CheckHas(bench.Post("token=reading-token"), "must differ");
        SettingsBench.CheckHas(bench.Post("read-only-token=full-token"), "must differ");
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
            SettingsBench.CheckHas(page, "The form has a field that is not known here.");
        }

        string[] actions =
        {
            "do=other", "do=save&do=save", "do=save&do=reset", "do=reset&motto=a", "do=ask-reset&motto=a", "do=restart&motto=a",
            "do=", "do=%FF",
        };
        foreach (string form in actions)
        {
            string page = bench.Post(form);
            Assert.IsTrue(page.StartsWith("HTTP/1.1 422 "), page);
            SettingsBench.CheckHas(page, "The form does not say what to do.");
        }

        string longForm = "motto=" + new string('a', 2500);
        SettingsBench.CheckHas(bench.Post(longForm), "HTTP/1.1 413 ");
        Assert.AreEqual(0, storage.Writes);
        Assert.AreEqual(0, bench.Restarts);
    }

    [TestMethod]
    public void Invalid_stored_values_and_overrides_are_shown()
    {
        MemoryStorage storage = new MemoryStorage();
        storage.Copies[0] = StoredCopy.Make(1, "period=5");
        storage.Copies[1] = new byte[9];
        SettingsBench bench = new SettingsBench(storage);
        bench.Common.Name.Note = "The command line says otherwise: <pc>.";
        string page = bench.Request("GET /settings");
        SettingsBench.CheckHas(
            page, "<p id=period-problem class=e><b>Error:</b> What is stored is not valid, so the default counts. Enter a whole number");
        SettingsBench.CheckHas(page, "<p role=status>A save did not come to its end, so the one before counts.</p>");
        SettingsBench.CheckHas(page, "The command line says otherwise: &lt;pc&gt;.");
        Assert.IsTrue(page.IndexOf("Nothing was saved") < 0);
    }

    [TestMethod]
    public void Slow_clients_get_their_own_pages_whole()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        string expected = bench.Request("GET /settings");
        string form = "motto=" + new string('<', 50);
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
}
