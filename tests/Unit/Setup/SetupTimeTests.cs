using System.Text;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>When the states of set-up mode end, to the second, and what is left of one in the next.</summary>
[TestClass]
public class SetupTimeTests
{
    private static readonly byte[] Home = Encoding.UTF8.GetBytes("Home");

    [TestMethod]
    public void The_stored_network_is_tried_ten_seconds_after_a_failure()
    {
        SetupBench bench = Connecting();
        for (int tries = 1; tries < 4; tries++)
        {
            Assert.AreEqual(tries, bench.Radio.StoredTries);
            bench.Radio.State = JoinState.NotFound;
            bench.Pass(1);
            Assert.AreEqual("Set-up: not joined: 'Home', not found", bench.Log.Text);
            bench.Pass(9);
            Assert.AreEqual(tries, bench.Radio.StoredTries);
            bench.Pass(1);
        }

        bench.Radio.State = JoinState.WrongPassword;
        bench.Pass(1);
        Assert.AreEqual("Set-up: not joined: 'Home', wrong password", bench.Log.Text);
        bench.Pass(9);
        Assert.AreEqual(4, bench.Radio.StoredTries);
        bench.Pass(1);

        // Joined at last: what failed before is over.
        Assert.AreEqual(JoinState.WrongPassword, bench.Mode.Failure);
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(JoinState.Idle, bench.Mode.Failure);
        Assert.AreEqual("Set-up: in the network, at 192.0.2.57", bench.Log.Text);

        // Lost: the radio may come back by itself for ten seconds, then it is tried anew.
        bench.Radio.State = JoinState.Idle;
        bench.Pass(1);
        Assert.AreEqual("Set-up: the network is lost", bench.Log.Text);
        bench.Pass(9);
        Assert.AreEqual(5, bench.Radio.StoredTries);
        bench.Pass(1);
        Assert.AreEqual(6, bench.Radio.StoredTries);
    }

    [TestMethod]
    public void Nothing_is_left_of_the_try_before_a_loss()
    {
        // The timeout of one try is no failure of the next.
        SetupBench bench = Connecting();
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        bench.Pass(100);
        bench.Radio.State = JoinState.Idle;
        bench.Pass(12);
        Assert.AreEqual(2, bench.Radio.StoredTries);
        Assert.AreEqual(JoinState.Idle, bench.Mode.Failure);
        Assert.AreEqual(JoinState.Joining, bench.Radio.State);
    }

    [TestMethod]
    public void A_network_that_is_forgotten_while_it_is_tried_is_not_tried_again()
    {
        SetupBench bench = Connecting();
        bench.Mode.Forget();
        bench.Radio.State = JoinState.Failed;
        bench.Pass(1);
        Assert.AreEqual("Set-up: not joined: 'Home', failed", bench.Log.Text);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        bench.Pass(10);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.AreEqual(1, bench.Radio.StoredTries);
    }

    [TestMethod]
    public void In_set_up_mode_the_stored_network_is_tried_each_minute()
    {
        SetupBench bench = Connecting();
        bench.Pass(179);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        bench.Radio.IsScanning = false;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        int tries = bench.Radio.StoredTries;
        bench.Pass(58);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        Assert.AreEqual(tries + 1, bench.Radio.StoredTries);
        bench.Pass(29);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.AreEqual(JoinState.TimedOut, bench.Mode.Failure);
        bench.Pass(59);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);

        // Joined now: the failure is over, and a form, which would come too late, changes nothing.
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.AreEqual(JoinState.Idle, bench.Mode.Failure);
        Assert.IsFalse(bench.Mode.Try(Home, "password"));
    }

    [TestMethod]
    public void A_form_takes_the_place_of_the_stored_network_that_is_tried()
    {
        SetupBench bench = Connecting();
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: false);
        bench.Radio.IsScanning = false;
        bench.Pass(2);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        Assert.IsFalse(bench.Mode.IsBusy);
        Assert.IsTrue(bench.Mode.Try(Encoding.UTF8.GetBytes("Guest"), "password"));
        Assert.IsTrue(bench.Mode.IsBusy);
        bench.Pass(2);
        Assert.AreEqual(SetupState.Accepted, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Trying, bench.Mode.State);
        Assert.AreEqual("Set-up: a form has come for 'Guest'", bench.Log.Text);

        // A radio that has not begun yet has not failed.
        bench.Radio.State = JoinState.Idle;
        bench.Pass(29);
        Assert.AreEqual(SetupState.Trying, bench.Mode.State);
        Assert.AreEqual(JoinState.Idle, bench.Mode.Failure);
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual("Set-up: in the network, at 192.0.2.57", bench.Log.Text);
        bench.Pass(59);
        Assert.AreEqual(SetupState.Succeeded, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
    }

    [TestMethod]
    public void The_failure_of_a_form_is_over_with_the_next_form()
    {
        SetupBench bench = SetupBench.Opened();
        bench.Mode.Try(Home, "password");
        bench.Pass(3);
        bench.Radio.State = JoinState.WrongPassword;
        bench.Pass(1);
        Assert.AreEqual(JoinState.WrongPassword, bench.Mode.Failure);
        Assert.AreEqual("Set-up: the access point is sensorcast-a1b2c3, the page http://192.168.4.1/", bench.Log.Text);
        Assert.IsTrue(bench.Mode.Try(Home, "passw0rd"));
        Assert.AreEqual(JoinState.Idle, bench.Mode.Failure);
        bench.Pass(3);
        Assert.AreEqual("passw0rd", bench.Radio.Password);
    }

    [TestMethod]
    public void A_phone_that_looks_at_a_page_uses_it()
    {
        foreach (string path in new string[] { "/", "/state" })
        {
            SetupBench bench = SetupBench.Opened();
            bench.Get(path);
            bench.Radio.StoredName = Home;
            bench.Pass(299);
            Assert.AreEqual(SetupState.Open, bench.Mode.State);
            bench.Pass(2);
            Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        }
    }

    [TestMethod]
    public void Opening_set_up_ends_the_try_and_its_pause()
    {
        SetupBench bench = Connecting();
        bench.Pass(100);
        bench.Clock.Milliseconds += 100000;
        bench.Radio.State = JoinState.Joining;
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: false);
        Assert.AreEqual(JoinState.Idle, bench.Radio.State, "It leaves a network that it tries");
        bench.Pass(9);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);

        bench = Connecting();
        bench.Radio.State = JoinState.Failed;
        bench.Pass(1);
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: false);
        bench.Radio.IsScanning = false;
        bench.Pass(2);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
    }

    [TestMethod]
    public void A_radio_that_is_in_its_network_at_the_start_does_not_join()
    {
        SetupBench bench = new SetupBench();
        bench.Radio.StoredName = Home;
        bench.Radio.State = JoinState.Joined;
        bench.Mode.Start(bench.Clock.Milliseconds);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.AreEqual(0, bench.Radio.StoredTries);
        Assert.IsTrue(bench.Get("/state").Contains("<a href=http://192.0.2.57/>"));
    }

    [TestMethod]
    public void Networks_are_scanned_every_five_minutes()
    {
        SetupBench bench = SetupBench.Opened();
        for (int scans = 1; scans < 4; scans++)
        {
            bench.Pass(299);
            Assert.AreEqual(scans, bench.Radio.Scans);
            bench.Pass(1);
            Assert.AreEqual(scans + 1, bench.Radio.Scans);
        }

        // After the button is pressed, set-up stays open for 5 minutes, however long the board has run.
        bench.Radio.StoredName = Home;
        bench.Clock.Milliseconds += 1000000;
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: true);
        bench.Pass(299);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
    }

    [TestMethod]
    public void No_log_is_needed()
    {
        FakeRadio radio = new FakeRadio();
        SetupMode mode = new SetupMode(radio, new SetupOptions(), null);
        mode.Start(0);
        Assert.AreEqual(SetupState.Scanning, mode.State);
        mode.Step(10000);
        Assert.AreEqual(SetupState.Open, mode.State);
    }

    private static SetupBench Connecting()
    {
        SetupBench bench = new SetupBench();
        bench.Radio.StoredName = Home;
        bench.Mode.Start(bench.Clock.Milliseconds);
        bench.Pass(1);
        Assert.AreEqual(1, bench.Radio.StoredTries);
        return bench;
    }
}
