using Sensorcast.Settings;

namespace Sensorcast.Tests.Unit;

/// <summary>What a form would change: which values stay, which are valid only together, and when a secret is kept.</summary>
[TestClass]
public class SettingsDraftTests
{
    [TestMethod]
    public void What_is_typed_again_changes_nothing()
    {
        MemoryStorage storage = new MemoryStorage();
        SettingsBench bench = new SettingsBench(storage);
        bench.Save("motto=none&period=60&led=on&name=board&token=&host-names=+,");
        Assert.AreEqual(0, storage.Writes);
        Assert.IsFalse(bench.Motto.IsStored);
        Assert.IsFalse(bench.File.NeedsRestart);
        bench.Save("motto=other");
        Assert.AreEqual(1, storage.Writes);
        bench.Save("motto=other");
        Assert.AreEqual(1, storage.Writes);
        bench.Save("motto=none");
        Assert.AreEqual(2, storage.Writes);
        Assert.IsTrue(bench.Motto.IsStored, "It was typed, so a newer program's default is not taken");
    }

    [TestMethod]
    public void A_secret_is_removed_only_by_its_box()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        bench.Save("token=full-token");
        bench.Save("token=&token-remove=off");
        Assert.AreEqual("full-token", bench.Common.Token.Value);
        bench.Save("token=other-token&token-remove=off");
        Assert.AreEqual("other-token", bench.Common.Token.Value);
        bench.Save("token=full-token");
        string page = bench.Post("token=short&token-remove=on");
        SettingsBench.CheckHas(page, "Type a new one or remove it, not both.");
        Assert.AreEqual("full-token", bench.Common.Token.Value);
        bench.Save("token=&token-remove=on");
        Assert.IsNull(bench.Common.Token.Value);
        Assert.IsTrue(bench.Common.Token.IsStored);
    }

    [TestMethod]
    public void The_first_problem_has_the_focus()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        string page = bench.Post("motto=a%0A&period=5&led=on");
        SettingsBench.CheckHas(page, "period-problem \" aria-invalid=true autofocus");
        Assert.AreEqual(page.IndexOf(" autofocus"), page.LastIndexOf(" autofocus"));
        SettingsBench.CheckHas(page, "Look at <a href=#period>Period</a>. Look at <a href=#motto>Motto</a>.</p>");
        page = bench.Post("name=-&read-only-token=reading-token");
        SettingsBench.CheckHas(page, "Look at <a href=#name>Name</a>. Look at <a href=#read-only-token>Token for reading</a>.</p>");
        page = bench.Post("read-only-token=short");
        Assert.IsTrue(page.IndexOf("beside it") < 0, "What is not valid by itself says that");
        Assert.IsTrue(bench.Request("GET /settings").IndexOf(" autofocus") < 0, "Nothing is wrong");
    }

    /// <summary>The command line counts, so the tokens must be valid together with it.</summary>
    [TestMethod]
    public void Tokens_go_together_as_they_count()
    {
        SettingsBench bench = new SettingsBench(new MemoryStorage());
        bench.Common.Token.Override = "full-token";
        SettingsBench.CheckHas(bench.Post("read-only-token=full-token"), "must differ");
        bench.Save("token=later-token&read-only-token=later-token");
        bench.Common.Token.Override = null;
        SettingsDraft draft = new SettingsDraft(bench.File.Settings);
        Assert.AreEqual("later-token", draft.ResultOf(bench.Common.Token));
        draft.Change(bench.Common.Token, "third-token");
        Assert.AreEqual("third-token", draft.ResultOf(bench.Common.Token));
        Assert.AreEqual("none", draft.ResultOf(bench.Motto));
        Assert.IsTrue(draft.IsValid);
        Assert.AreEqual(-1, draft.FirstProblem);
        draft.Change(bench.Common.Name, "attic");
        Assert.AreEqual("attic", draft.ResultOf(bench.Common.Name));
        draft.Change(bench.Common.Name, "-");
        Assert.IsFalse(draft.IsValid);
        Assert.AreEqual(0, draft.FirstProblem);
        Assert.AreEqual("-", draft.ShownAt(0));
        Assert.AreEqual(string.Empty, draft.ShownAt(1), "Of a secret nothing");
        Assert.AreEqual("60", draft.ShownAt(5));
    }
}
