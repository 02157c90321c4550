using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>What the pages of settings consist of, to the character.</summary>
[TestClass]
public class SettingsPageTests
{
    private const string Start = "<form method=post action=\"/settings\"><fieldset><legend>G &lt;1&gt;</legend>";
    private const string First =
        "<div><label for=a>A &amp; B</label><input autocomplete=off autocapitalize=none spellcheck=false id=a name=a ";
    private const string FirstHelp = "<p id=a-help>Help &gt;. Note &lt;. </p>";
    private const string Second =
        "</div><div><label for=b>B</label><input autocomplete=off id=b name=b inputmode=numeric maxlength=11 value=";
    private const string Third =
        "</div></fieldset><div><label for=c>C &amp; D</label><input type=password autocomplete=new-password id=c name=c aria-describedby=";
    private const string ThirdHelp = "<p id=c-help>Note. </p>";
    private const string Fourth =
        "</div><fieldset><legend>H</legend><div><label for=d>D</label><select id=d name=d aria-describedby=\"d-help \"><option";
    private const string End =
        "</select><p id=d-help>Help. </p></div></fieldset><p><button name=do value=save>Save</button></p></form>";
    private const string Actions =
        "<form method=post action=\"/settings\"><p><button name=do value=ask-reset>Factory reset ...</button></p></form></main>\n";
    private const string Back = "<p><a href=\"/settings\">Back to the settings</a></p></main>\n";

    private readonly TextSetting _text = new TextSetting("a", "A & B", 1, 8, "x") { Group = "G <1>", Help = "Help >.", Note = "Note <." };
    private readonly NumberSetting _number = new NumberSetting("b", "B", 0, 9, 5) { Group = "G <1>", NeedsRestart = false };
    private readonly SecretSetting _secret = new SecretSetting("c", "C & D", 2, 4) { Note = "Note." };
    private readonly SwitchSetting _switch = new SwitchSetting("d", "D", true) { Group = "H", Help = "Help." };

    [TestMethod]
    public void The_form_has_each_setting_in_its_group()
    {
        RouteBench bench = Open();
        string expected = Start + First + "aria-describedby=\"a-help \" maxlength=8 value=\"x\">" + FirstHelp + Second + "\"5\">"
            + Third + "\"c-help \" maxlength=4 placeholder=\"Not set\">" + ThirdHelp + Fourth + " selected>on<option>off" + End + Actions;
        Assert.AreEqual(expected, Body(bench.Request("GET /settings"), "Settings"));
    }

    [TestMethod]
    public void The_form_has_each_problem_beside_its_field()
    {
        RouteBench bench = Open();
        string expected =
            "<p class=e role=alert><b>Nothing was saved.</b>  Look at <a href=#a>A &amp; B</a>. Look at <a href=#c>C &amp; D</a>.</p>"
            + Start + First + "aria-describedby=\"a-help a-problem \" aria-invalid=true autofocus maxlength=8 value=\" \">" + FirstHelp
            + "<p id=a-problem class=e><b>Error:</b> Enter 1 to 8 bytes of text; letters beyond ASCII take 2 to 4 bytes. </p>"
            + Second + "\"5\">" + Third + "\"c-help c-problem \" aria-invalid=true maxlength=4 placeholder=\"Not set\">" + ThirdHelp
            + "<p id=c-problem class=e><b>Error:</b> Enter 2 to 4 bytes of text; letters beyond ASCII take 2 to 4 bytes. </p>"
            + Fourth + ">on<option selected>off" + End + Actions;
        Assert.AreEqual(expected, Body(Post(bench, "a=+&c=1&d=off"), "Error: Settings"));
    }

    [TestMethod]
    public void After_a_save_the_form_says_what_needs_a_restart()
    {
        RouteBench bench = Open();
        Post(bench, "a=y&b=6&c=word&d=off");
        string expected =
            "<p role=status>Saved.</p>" + Start + First + "aria-describedby=\"a-help \" maxlength=8 value=\"y\">" + FirstHelp + Second
            + "\"6\">" + Third + "\"c-help \" maxlength=4 placeholder=\"Set: leave empty to keep it\"><label class=c><input type=checkbox "
            + "name=c-remove value=on> Remove: C &amp; D</label>" + ThirdHelp + Fourth + ">on<option selected>off" + End
            + "<p role=status>These changes count only after a restart: <b>A &amp; B</b> <b>C &amp; D</b> <b>D</b></p>" + Actions;
        Assert.AreEqual(expected, Body(bench.Request("GET /settings?saved"), "Settings"));
    }

    /// <summary>A form may have each value at its full size as percent signs, with a button, and not much more.</summary>
    [TestMethod]
    public void A_form_has_a_maximum_size()
    {
        const int MaxSize = 64 + (1 + (3 * 8) + 2) + (1 + (3 * 11) + 2) + (1 + (3 * 4) + 2) + (1 + 16) + (1 + (3 * 3) + 2);
        RouteBench bench = Open();
        string answer = Post(
            bench, "do=save&a=%61%61%61%61%61%61%61%61&b=%30%30%30%30%30%30%30%30%30%30%31&c=%61%61%61%61&c-remove=off&d=%6F%66%66");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 303 ") && answer.EndsWith("\r\n\r\n"), answer);
        Assert.AreEqual("aaaaaaaa", _text.Text);
        Assert.AreEqual(1, _number.Value);
        Assert.AreEqual("aaaa", _secret.Value);
        Assert.IsFalse(_switch.Value);
        answer = Post(bench, "do=" + new string('x', MaxSize - 3));
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 422 "), answer);
        answer = Post(bench, "do=" + new string('x', MaxSize - 2));
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 413 "), answer);
    }

    [TestMethod]
    public void Without_a_restart_a_reset_leads_back()
    {
        RouteBench bench = Open();
        Assert.AreEqual(
            "<h2>Factory reset</h2><p>Forget all settings? Each gets its default again. What was stored cannot be brought back.</p>"
                + "<form method=post action=\"/settings\"><p><button name=do value=reset>Forget all settings</button></p></form>" + Back,
            Body(Post(bench, "do=ask-reset"), "Settings"));
        Assert.AreEqual("<p role=status>All settings are forgotten.</p>" + Back, Body(Post(bench, "do=reset"), "Settings"));
    }

    [TestMethod]
    public void A_restart_leads_back_and_a_reset_with_one_says_so()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        Assert.AreEqual(
            "<p role=status>It restarts now. That takes a few seconds; with another name it is at another address.</p>" + Back,
            Body(bench.Post("do=restart"), "Settings"));
        Assert.AreEqual(
            "<p role=status>All settings are forgotten. It restarts now.</p>" + Back, Body(bench.Post("do=reset"), "Settings"));
        bench.ResetNotice = "Look <elsewhere>.";
        Assert.AreEqual(
            "<p role=status>All settings are forgotten. It restarts now.</p><p>Look &lt;elsewhere&gt;.</p></main>\n",
            Body(bench.Post("do=reset"), "Settings"));
    }

    /// <summary>What stands in the main part of a page.</summary>
    private static string Body(string page, string title)
    {
        const string Head = "</style><main>\n<h1>Settings</h1>\n";
        Assert.IsTrue(page.IndexOf("<title>" + title + "</title><style>") > 0, page);
        return page.Substring(page.IndexOf(Head) + Head.Length);
    }

    private static string Post(RouteBench bench, string form)
    {
        return bench.Request("POST /settings", "Content-Length: " + form.Length + "\r\n", form);
    }

    private RouteBench Open()
    {
        RouteBench bench = new RouteBench(1);
        SettingsFile file = new SettingsFile(new MemoryStorage(), _text, _number, _secret, _switch);
        bench.Server.Add(new SettingsRoute(bench.Server, file));
        return bench;
    }
}
