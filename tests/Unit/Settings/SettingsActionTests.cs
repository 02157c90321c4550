
namespace Sensorcast.Tests.Unit;

/// <summary>What the settings page does besides saving: it restarts, and forgets.</summary>
[TestClass]
public class SettingsActionTests
{
    [TestMethod]
    public void Restarts_when_the_page_has_been_sent()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        SettingsBench.CheckHas(bench.Request("GET /settings"), "<button name=do value=restart>");
        SettingsBench.CheckHas(bench.Post("do=restart"), "It restarts now.");
        bench.Clock.Milliseconds += 999;
        bench.Run();
        Assert.AreEqual(0, bench.Restarts);
        bench.Clock.Milliseconds += 1;
        bench.Run();
        Assert.AreEqual(1, bench.Restarts);
        bench.Run(5000);
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void Offers_no_restart_where_there_is_none()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage(), canRestart: false);
        Assert.IsTrue(bench.Request("GET /settings").IndexOf("value=restart") < 0);
        Assert.IsTrue(bench.Post("do=restart").StartsWith("HTTP/1.1 422 "));
    }

    [TestMethod]
    public void A_factory_reset_needs_a_confirmation()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        bench.Save("name=kitchen&motto=a");
        string page = bench.Post("do=ask-reset");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 200 "), page);
        SettingsBench.CheckHas(page, "<button name=do value=reset>Forget all settings</button>");
        Assert.AreEqual("kitchen", bench.Common.Name.Text);
        SettingsBench.CheckHas(bench.Post("do=reset"), "All settings are forgotten.");
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
        SettingsBench.CheckHas(bench.Post("do=ask-reset"), Notice);
        string page = bench.Post("do=reset");
        SettingsBench.CheckHas(page, Notice);
        Assert.IsTrue(page.IndexOf("Back to the settings") < 0, "There is no way back");
        Assert.AreEqual(1, bench.Forgets);
    }

    [TestMethod]
    public void A_storage_that_fails_is_reported_and_what_was_typed_stays()
    {
        MemoryStorage storage = new MemoryStorage { CutAfter = 5 };
        SettingsBench bench = new SettingsBench(storage);
        string page = bench.Post("motto=typed");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 500 "), page);
        SettingsBench.CheckHas(page, "<b>Nothing was saved.</b> The settings could not be stored: The power is cut");
        SettingsBench.CheckHas(page, " value=\"typed\">");
        Assert.AreEqual("none", bench.Motto.Text);
        page = bench.Post("do=reset");
        Assert.IsTrue(page.StartsWith("HTTP/1.1 500 "), page);
        SettingsBench.CheckHas(page, "The settings could not be stored");
        Assert.AreEqual(0, bench.Forgets);
    }

    [TestMethod]
    public void Where_not_all_is_forgotten_nothing_restarts()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage()) { CannotForget = true };
        Assert.IsTrue(bench.Post("do=reset").IndexOf("All settings are forgotten") < 0);
        bench.Run(2000);
        Assert.AreEqual(0, bench.Restarts);
    }
}
