using System.Text;
using Sensorcast.Server;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>The pages of set-up mode, as a phone sees them.</summary>
[TestClass]
public class SetupPageTests
{
    private const string Right = "network=" + SetupBench.Home + "&name=&password=correct+horse";

    [TestMethod]
    public void Every_path_and_host_leads_to_the_page()
    {
        SetupBench bench = SetupBench.Opened();
        string[] lines =
        {
            "GET /generate_204", "GET /hotspot-detect.html?x=%zz", "HEAD /a/b", "POST /generate_204", "OPTIONS *", "GET /status",
            "GET /readings",
        };
        foreach (string line in lines)
        {
            string answer = bench.RequestAs("192.168.4.1", line, string.Empty);
            bool isRedirect = answer.StartsWith("HTTP/1.1 302 Found\r\n") && answer.Contains("\r\nLocation: http://192.168.4.1/\r\n");
            Assert.IsTrue(isRedirect || line == "OPTIONS *", answer);
        }

        foreach (string path in new string[] { "/", "/state", "/captive-portal", "/generate_204" })
        {
            foreach (string host in new string[] { "connectivitycheck.gstatic.com", "captive.apple.com", "example.org:8080" })
            {
                string answer = bench.RequestAs(host, "GET " + path, string.Empty);
                Assert.IsTrue(answer.StartsWith("HTTP/1.1 302 Found\r\n"), path + ": " + answer);
                Assert.IsTrue(answer.EndsWith("\r\n\r\nGo to http://192.168.4.1/\n"), answer);
            }
        }

        // What posts under another name, even to the form's own path, changes nothing.
        Assert.IsTrue(bench.RequestAs("evil.example", "POST /", Right, "Origin: http://evil.example\r\n").StartsWith("HTTP/1.1 302 "));
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
    }

    [TestMethod]
    public void The_form_has_the_networks_in_reach()
    {
        SetupBench bench = SetupBench.Opened();
        bench.Radio.Networks = new Network[]
        {
            new Network(Encoding.UTF8.GetBytes("<b>\"x\"&'y'"), -70, NetworkSecurity.Open),
            new Network(Hex.Parse("ff c3 28 41 e2 82 0a 7f 00"), -90, NetworkSecurity.Unknown),
            new Network(Encoding.UTF8.GetBytes("Home"), -50, NetworkSecurity.Secured),
        };
        bench.Run(100);
        string page = bench.Get("/");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 200 OK\r\n") && page.EndsWith("</main>\n"), page);
        Assert.IsTrue(page.Contains("value=486f6d65> <bdi>Home</bdi> <small>strong, password</small>"), page);
        Assert.IsTrue(page.Contains("> <bdi>&lt;b&gt;&quot;x&quot;&amp;&#39;y&#39;</bdi> <small>medium, open</small>"), page);
        Assert.IsTrue(
            page.Contains("value=ffc32841e2820a7f00> <bdi>\uFFFD\uFFFD(A\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD</bdi> <small>weak</small>"), page);
        Assert.IsTrue(page.IndexOf("Home") < page.IndexOf("&lt;b&gt;"), "The strongest first");
        Assert.IsFalse(page.Contains("<script"));
        Assert.IsFalse(page.Contains("not joined"));
    }

    [TestMethod]
    public void A_page_with_the_longest_names_or_the_most_networks_is_whole()
    {
        CheckWhole(10, Repeat("'", 31), 11);
        CheckWhole(30, "n", NetworkList.MaxCount + 1);
        CheckWhole(0, "n", 1);
    }

    [TestMethod]
    public void A_valid_form_is_tried_and_reported()
    {
        SetupBench bench = SetupBench.Opened();
        string answer = bench.Post(Right);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 303 See Other\r\n") && answer.Contains("\r\nLocation: /state\r\n"), answer);
        string state = bench.Get("/state");
        Assert.IsTrue(state.Contains("\r\nRefresh: 2\r\n") && state.Contains("The board joins <b><bdi>Home</bdi></b>."), state);
        string other = bench.Get("/");
        Assert.IsTrue(other.StartsWith("HTTP/1.1 303 ") && !other.Contains("<form"), "There is no other form meanwhile");
        bench.Run(3100);
        Assert.AreEqual("correct horse", bench.Radio.Password);
        bench.Radio.State = JoinState.Joined;
        bench.Run(100);
        state = bench.Get("/state");
        Assert.IsFalse(state.Contains("Refresh"), state);
        Assert.IsTrue(state.Contains("<a href=http://kitchen.local/>") && state.Contains("<a href=http://192.0.2.57/>"), state);
    }

    [TestMethod]
    public void A_form_that_failed_comes_back_with_the_reason_and_the_network()
    {
        SetupBench bench = SetupBench.Opened();
        bench.Post(Right);
        bench.Run(3100);
        bench.Radio.State = JoinState.WrongPassword;
        bench.Run(100);
        string state = bench.Get("/state");
        Assert.IsTrue(state.Contains("\r\nLocation: /\r\n") && !state.Contains("<h1>"), state);
        string page = bench.Get("/");
        Assert.IsTrue(page.Contains("The board has not joined <bdi>Home</bdi>: it does not take the password."), page);
        Assert.IsTrue(page.Contains("value=486f6d65 checked>"), page);
        Assert.IsFalse(page.Contains("correct horse"), "The password is not sent back");

        bench.Post("network=other&name=Caf%C3%A9%3C&password=");
        bench.Run(3100);
        bench.Radio.State = JoinState.NotFound;
        bench.Run(100);
        page = bench.Get("/");
        Assert.IsTrue(page.Contains("<bdi>Caf\u00e9&lt;</bdi>: it was not found."), page);
        Assert.IsTrue(page.Contains("value=other checked>") && page.Contains(" value=\"Caf\u00e9&lt;\">"), page);
    }

    [TestMethod]
    public void A_radio_that_cannot_do_both_says_what_will_happen()
    {
        SetupBench bench = SetupBench.Opened(keepsAccessPoint: false);
        bench.Post(Right);
        string state = bench.Get("/state");
        Assert.IsFalse(state.Contains("Refresh"), "A page that comes again could not");
        Assert.IsTrue(state.Contains("Meanwhile this access point is off."), state);
        Assert.IsTrue(state.Contains("<b>sensorcast-a1b2c3</b> is back within a minute."), state);
    }

    [TestMethod]
    public void An_invalid_field_has_its_error_beside_it_and_nothing_is_tried()
    {
        const string NoSuchNetwork = "id=name-problem class=e><b>Error:</b> The network that was chosen is not of this page.";
        const string LongName = "id=name-problem class=e><b>Error:</b> A network&#39;s name has at most 32 bytes";
        const string WrongPassword = "id=password-problem class=e><b>Error:</b> A password has 8 to 63 bytes";
        SetupBench bench = SetupBench.Opened();
        string ok = "network=" + SetupBench.Home + "&password=";
        Check(bench, string.Empty, "id=name-problem class=e><b>Error:</b> Choose a network, or type its name.");
        Check(bench, "network=other", "id=name-problem class=e><b>Error:</b> Type the network&#39;s name.");
        Check(bench, "network=486f6d6&password=12345678", NoSuchNetwork);
        Check(bench, "network=Home&password=12345678", NoSuchNetwork);
        Check(bench, "network=486F6D65&password=12345678", NoSuchNetwork);
        Check(bench, "network=%FF&password=12345678", NoSuchNetwork);
        Check(bench, "network=g8&password=12345678", NoSuchNetwork);
        Check(bench, "network=8g&password=12345678", NoSuchNetwork);
        Check(bench, "network=" + Repeat("41", 33) + "&password=12345678", NoSuchNetwork);
        Check(bench, "name=" + Repeat("n", 33) + "&password=12345678", LongName);
        Check(bench, "name=" + Repeat("%C3%A4", 16) + "n&password=12345678", LongName);
        Check(bench, "name=%FF&password=12345678", LongName);
        Check(bench, "name=a%00b&password=12345678", LongName);
        Check(bench, "name=a%4&password=12345678", LongName);
        Check(bench, ok + "12345678&name=Other",
            "id=name-problem class=e><b>Error:</b> A network was chosen, and the name of another one typed.");
        Check(bench, "name=a&name=b&password=12345678", "id=name-problem class=e><b>Error:</b> The form named more than one network.");
        Check(bench, "network=other&network=other&name=b&password=12345678",
            "id=name-problem class=e><b>Error:</b> The form named more than one network.");
        Check(bench, ok, "id=password-problem class=e><b>Error:</b> This network wants a password.");
        Check(bench, "network=" + SetupBench.Home, "id=password-problem class=e><b>Error:</b> This network wants a password.");
        Check(bench, ok + "1234567", WrongPassword);
        Check(bench, ok + Repeat("1", 65), WrongPassword);
        Check(bench, ok + Repeat("g", 64), WrongPassword);
        foreach (string other in new string[] { "%2F", "%3A", "%40", "G", "%60", "g" })
        {
            Check(bench, ok + other + Repeat("1", 63), WrongPassword); // beside the digits, and in front of right ones
        }

        Check(bench, ok + "%FF12345678", WrongPassword);
        Check(bench, ok + "1234567%00", WrongPassword);
        Check(bench, ok + "12345678&password=12345678", "id=password-problem class=e><b>Error:</b> The form had more than one password.");
        Check(bench, ok + "12345678&token=1", "role=alert><b>Nothing was tried.</b> The form had fields that are not of this page.");
        Check(bench, ok + "12345678&Network=1", "role=alert><b>Nothing was tried.</b> The form had fields that are not of this page.");

        string tooLong = bench.Post(ok + Repeat("1", 1024));
        Assert.IsTrue(tooLong.StartsWith("HTTP/1.1 413 "), tooLong);
        string foreign = bench.RequestAs("192.168.4.1", "POST /", Right, "Origin: http://evil.example\r\n");
        Assert.IsTrue(foreign.StartsWith("HTTP/1.1 403 "), foreign);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.AreEqual(0, bench.Mode.TriedName == null ? 0 : 1);
    }

    [TestMethod]
    public void A_network_that_is_open_takes_no_password()
    {
        SetupBench bench = SetupBench.Opened();
        bench.Radio.Networks = new Network[] { new Network(Encoding.UTF8.GetBytes("Guest"), -50, NetworkSecurity.Open) };
        bench.Run(100);
        Check(bench, "network=4775657374&password=12345678",
            "id=password-problem class=e><b>Error:</b> This network has no password. Leave this empty.");
        Assert.IsTrue(bench.Post("network=4775657374").StartsWith("HTTP/1.1 303 "), "A form need not have the field");
    }

    [TestMethod]
    public void Passwords_of_every_length_and_script_are_taken_as_they_are()
    {
        string[] passwords =
        {
            "12345678", Repeat("p", 63), Repeat("0123456789abcdefABCDEF0123456789", 2), " \u00e4\u20ac\ud83d\ude00&+%=",
        };
        foreach (string password in passwords)
        {
            SetupBench bench = SetupBench.Opened();
            string encoded = string.Empty;
            foreach (byte b in Encoding.UTF8.GetBytes(password))
            {
                encoded += "%" + b.ToString("X2");
            }

            string answer = bench.Post("network=" + SetupBench.Home + "&password=" + encoded);
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 303 "), password + ": " + answer);
            bench.Run(3100);
            Assert.AreEqual(password, bench.Radio.Password);
        }
    }

    [TestMethod]
    public void A_name_may_be_bytes_that_are_no_text()
    {
        SetupBench bench = SetupBench.Opened();
        byte[] name = Hex.Parse("00 01 ff fe 80 3c 22");
        bench.Radio.Networks = new Network[] { new Network(name, -50, NetworkSecurity.Unknown) };
        bench.Run(100);
        Assert.IsTrue(bench.Post("network=0001fffe803c22&password=").StartsWith("HTTP/1.1 303 "));
        Assert.IsTrue(NetworkName.AreEqual(name, bench.Mode.TriedName));
        bench.Run(3100);
        Assert.AreEqual("Set-up: a form has come for '\\x00\\x01\\xff\\xfe\\x80<\"'", bench.Log.Text);
        bench = SetupBench.Opened();
        Assert.IsTrue(bench.Post("network=" + Repeat("41", 32)).StartsWith("HTTP/1.1 303 "), "A name of 32 bytes");
        Assert.AreEqual(32, bench.Mode.TriedName.Length);
    }

    [TestMethod]
    public void A_form_during_a_scan_is_answered_with_an_error()
    {
        SetupBench bench = new SetupBench();
        bench.Mode.Start(bench.Clock.Milliseconds);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        Check(bench, "name=Home&password=12345678", "role=alert><b>Nothing was tried.</b> The board is looking for networks.");
    }

    [TestMethod]
    public void A_phone_needs_no_token()
    {
        SetupBench bench = SetupBench.Opened();
        WebServer server = new WebServer(bench.Listener, bench.Clock, new ServerOptions { Token = "12345678", ReadOnlyToken = "87654321" });
        SetupRoutes.Add(server, bench.Mode);
        bench.Server = server;
        Assert.IsTrue(bench.Get("/").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(bench.Get("/captive-portal").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(bench.Post(Right).StartsWith("HTTP/1.1 303 "));
        Assert.IsTrue(bench.Get("/state").StartsWith("HTTP/1.1 200 "));
    }

    [TestMethod]
    public void The_api_of_the_captive_portal_says_where_the_page_is()
    {
        string answer = SetupBench.Opened().Get("/captive-portal");
        Assert.IsTrue(answer.Contains("\r\nContent-Type: application/captive+json\r\n"), answer);
        Assert.IsTrue(answer.EndsWith("\r\n\r\n{\"captive\":true,\"user-portal-url\":\"http://192.168.4.1/\"}\n"), answer);
    }

    private static void CheckWhole(int count, string name, int expectedRows)
    {
        SetupBench bench = SetupBench.Opened();
        Network[] networks = new Network[count];
        for (int i = 0; i < count; i++)
        {
            networks[i] = Named(name + ((char)('a' + i)).ToString(), -30 - i);
        }

        bench.Radio.Networks = networks;
        bench.Run(100);
        string page = bench.Get("/");
        int rows = 0;
        for (int at = page.IndexOf("<label class=n>"); at >= 0; at = page.IndexOf("<label class=n>", at + 1))
        {
            rows++;
        }

        Assert.AreEqual(expectedRows, rows);
        Assert.IsTrue(page.EndsWith("</main>\n"), page);
        Assert.AreEqual(count == 0, page.Contains("None was found in reach."));
    }

    private static Network Named(string name, int strength)
    {
        return new Network(Encoding.UTF8.GetBytes(name), strength, NetworkSecurity.Secured);
    }

    private static void Check(SetupBench bench, string form, string problem)
    {
        string answer = bench.Post(form);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 422 ") && answer.Contains(problem) && answer.EndsWith("</main>\n"), form + ": " + answer);
        Assert.IsFalse(bench.Mode.IsBusy, form);
    }

    private static string Repeat(string text, int count)
    {
        string repeated = string.Empty;
        for (int i = 0; i < count; i++)
        {
            repeated += text;
        }

        return repeated;
    }
}
