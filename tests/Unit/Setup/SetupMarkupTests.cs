using System.Text;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>The pages of set-up mode, from their heading to their end.</summary>
[TestClass]
public class SetupMarkupTests
{
    private const string Board = "<p>This is the board <b>kitchen</b>.</p>\n";
    private const string Form = "<p>Which network should it join?</p>\n<form method=post action=\"/\"><fieldset";
    private const string Home = "<label class=n><input type=radio name=network value=486f6d65";
    private const string HomeEnd = "> <bdi>Home</bdi> <small>strong, password</small></label>\n";
    private const string Other = "<label class=n><input type=radio name=network value=other";
    private const string OtherEnd = "> Another network</label>\n<div><label for=name>Its name</label>";
    private const string Entry = "<input type=text autocomplete=off autocapitalize=none autocorrect=off spellcheck=false id=";
    private const string NameEnd = "</div></fieldset>\n<div><label for=password>Password of the network</label>"
        + "<label class=s><input type=checkbox> Show it</label>" + Entry + "password name=password";

    private const string End = "</div><p><button>Join</button></p></form>\n</main>\n";

    [TestMethod]
    public void The_form()
    {
        SetupBench bench = SetupBench.Opened();
        Check(
            "<h1>Wi-Fi set-up</h1>\n" + Board + Form + "><legend>Network</legend>\n" + Home + HomeEnd + Other + OtherEnd
                + Entry + "name name=name>" + NameEnd + ">" + End,
            bench.Get("/"));

        bench.Radio.Networks = new Network[0];
        bench.Run(100);
        Check(
            "<h1>Wi-Fi set-up</h1>\n" + Board + Form + "><legend>Network</legend>\n<p>None was found in reach.</p>\n" + Other + OtherEnd
                + Entry + "name name=name>" + NameEnd + ">" + End,
            bench.Get("/"));
    }

    [TestMethod]
    public void The_form_with_what_is_wrong()
    {
        const string Wrong = "<h1>Wi-Fi set-up: not right yet</h1>\n" + Board + "<p class=e role=alert><b>Nothing was tried.</b> ";
        const string NameProblem = "<p id=name-problem class=e><b>Error:</b> ";
        const string PasswordProblem = "<p id=password-problem class=e><b>Error:</b> ";
        SetupBench bench = SetupBench.Opened();
        Check(
            Wrong + " Look at <a href=#name>Network</a>. Look at <a href=#password>Password</a>.</p>" + Form
                + " aria-describedby=name-problem><legend>Network</legend>\n" + Home + HomeEnd + Other + OtherEnd
                + Entry + "name name=name aria-describedby=\"name-problem \" aria-invalid=true autofocus>"
                + NameProblem + "Type the network&#39;s name. </p>" + NameEnd + " aria-describedby=\"password-problem \" aria-invalid=true>"
                + PasswordProblem
                + "A password has 8 to 63 bytes (a letter outside English has two or more) in UTF-8, or 64 hexadecimal digits. </p>" + End,
            bench.Post("network=other&password=1234567"));
        Check(
            Wrong + " Look at <a href=#name>Network</a>.</p>" + Form
                + " aria-describedby=name-problem><legend>Network</legend>\n" + Home + " checked" + HomeEnd + Other + OtherEnd
                + Entry + "name name=name aria-describedby=\"name-problem \" aria-invalid=true autofocus>"
                + NameProblem + "A network was chosen, and the name of another one typed. Choose this one or Another network. </p>"
                + NameEnd + ">" + End,
            bench.Post("network=486f6d65&name=Other&password=12345678"));
        Check(
            Wrong + " Look at <a href=#password>Password</a>.</p>" + Form + "><legend>Network</legend>\n" + Home + HomeEnd
                + Other + " checked" + OtherEnd + Entry + "name name=name value=\"A&amp;B\">" + NameEnd
                + " aria-describedby=\"password-problem \" aria-invalid=true autofocus>"
                + PasswordProblem + "The form had more than one password. Type one. </p>" + End,
            bench.Post("network=other&name=A%26B&password=12345678&password=12345678"));
    }

    [TestMethod]
    public void The_form_after_a_failure()
    {
        // These are reasons that a radio reports. Any other is explained as a refusal.
        CheckFailure(JoinState.WrongPassword, "it does not take the password.");
        CheckFailure(JoinState.NotFound, "it was not found. Is it in reach, and of 2.4 GHz?");
        CheckFailure(JoinState.TimedOut, "it did not answer in time.");
        CheckFailure(JoinState.Failed, "it refused the board.");
    }

    [TestMethod]
    public void What_became_of_the_form()
    {
        const string Joins = "<h1>Joining the network</h1>\n" + Board
            + "<p role=status>The board joins <b><bdi>A&amp;B</bdi></b>. That takes up to half a minute.</p>\n";
        const string Name = "<ul>\n<li><a href=http://kitchen.local/>http://kitchen.local/</a>\n";
        SetupBench bench = SetupBench.Opened(keepsAccessPoint: false);
        bench.Post("network=other&name=A%26B&password=12345678");
        Check(
            Joins + "<p>Meanwhile this access point is off. When the board has joined, open it from that network:</p>\n" + Name + "</ul>\n"
                + "<p>If it fails, <b>sensorcast-a1b2c3</b> is back within a minute. "
                + "Join it again: <a href=/>the form</a> says why.</p>\n</main>\n",
            bench.Get("/state"));

        bench = SetupBench.Opened();
        bench.Post("network=other&name=A%26B&password=12345678");
        Check(Joins + "</main>\n", bench.Get("/state"));
        bench.Run(3100);
        string state = bench.Get("/state");
        Check(Joins + "</main>\n", state);
        Assert.IsTrue(state.Contains("\r\nRefresh: 2\r\n"), state);
        bench.Radio.State = JoinState.Joined;
        bench.Run(100);
        string joined = "<h1>Joined</h1>\n" + Board
            + "<p role=status>The board is in the network <b><bdi>A&amp;B</bdi></b> now.</p>\n" + Name
            + "<li><a href=http://192.0.2.57/>http://192.0.2.57/</a>\n</ul>\n"
            + "<p>Bring your phone into that network too, and open one of them: this access point goes off within a minute.</p>\n</main>\n";
        Check(joined, bench.Get("/state"));
        bench.Pass(60);
        Assert.IsFalse(bench.Mode.IsOpen);
        Assert.IsTrue(bench.Get("/").Contains("\r\nLocation: /state\r\n"), "There is no form any more");
        Check(joined, bench.Get("/state"));
    }

    [TestMethod]
    public void Strengths_in_words()
    {
        int[] strengths = { -1, -60, -61, -75, -76, -100 };
        string[] words = { "strong", "strong", "medium", "medium", "weak", "weak" };
        for (int i = 0; i < words.Length; i++)
        {
            SetupBench bench = SetupBench.Opened();
            bench.Radio.Networks = new Network[] { new Network(new byte[] { 0x61 }, strengths[i], NetworkSecurity.Unknown) };
            bench.Run(100);
            Assert.IsTrue(bench.Get("/").Contains("<small>" + words[i] + "</small>"), strengths[i].ToString());
        }
    }

    private static void CheckFailure(JoinState failure, string reason)
    {
        SetupBench bench = SetupBench.Opened();
        bench.Mode.Try(Encoding.UTF8.GetBytes("Home"), "12345678");
        bench.Pass(3);
        bench.Radio.State = failure;
        bench.Pass(1);
        Check(
            "<h1>Wi-Fi set-up</h1>\n" + Board + "<p class=e role=alert>The board has not joined <bdi>Home</bdi>: " + reason + "</p>" + Form
                + "><legend>Network</legend>\n" + Home + " checked" + HomeEnd + Other + OtherEnd + Entry + "name name=name>"
                + NameEnd + ">" + End,
            bench.Get("/"));
    }

    private static void Check(string expected, string answer)
    {
        int start = answer.IndexOf("<h1>");
        Assert.AreEqual(expected, start < 0 ? answer : answer.Substring(start));
    }
}
