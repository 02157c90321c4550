using System.Text;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>The states of set-up mode, and the ways out of them.</summary>
[TestClass]
public class SetupModeTests
{
    private static readonly byte[] Home = Encoding.UTF8.GetBytes("Home");

    [TestMethod]
    public void A_board_without_a_network_scans_and_opens_its_access_point()
    {
        SetupBench bench = new SetupBench();
        bench.Mode.Start(bench.Clock.Milliseconds);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        Assert.IsFalse(bench.Radio.AccessPointIsOn);
        Assert.AreEqual(1, bench.Radio.Scans);
        Assert.AreEqual("Set-up: no network is stored", bench.Log.Text);

        // A scan that never ends holds up nothing.
        bench.Pass(9);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.IsTrue(bench.Radio.AccessPointIsOn);
        Assert.AreEqual("Set-up: the access point is sensorcast-a1b2c3, the page http://192.168.4.1/", bench.Log.Text);
    }

    [TestMethod]
    public void A_board_with_a_network_joins_it_without_set_up()
    {
        SetupBench bench = Connecting();
        Assert.AreEqual(1, bench.Radio.StoredTries);
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.IsFalse(bench.Mode.IsOpen);
        Assert.IsFalse(bench.Radio.AccessPointIsOn);
        bench.Pass(100000);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
    }

    [TestMethod]
    public void A_network_that_does_not_come_opens_set_up_in_time()
    {
        SetupBench bench = Connecting();
        for (int second = 1; second < 180; second++)
        {
            Assert.AreEqual(SetupState.Connecting, bench.Mode.State);
            bench.Radio.State = bench.Radio.State == JoinState.Joining ? JoinState.NotFound : bench.Radio.State;
            bench.Pass(1);
        }

        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        Assert.AreEqual(JoinState.NotFound, bench.Mode.Failure);
        Assert.IsTrue(bench.Radio.StoredTries >= 15 && bench.Radio.StoredTries <= 18, bench.Radio.StoredTries.ToString());
    }

    [TestMethod]
    public void A_radio_that_never_answers_is_a_timeout()
    {
        SetupBench bench = Connecting();
        bench.Pass(29);
        Assert.AreEqual(JoinState.Idle, bench.Mode.Failure);
        bench.Pass(1);
        Assert.AreEqual(JoinState.TimedOut, bench.Mode.Failure);
        Assert.AreEqual(JoinState.Idle, bench.Radio.State);
        Assert.AreEqual("Set-up: not joined: 'Home', timeout", bench.Log.Text);
    }

    [TestMethod]
    public void A_network_that_is_lost_is_tried_for_longer()
    {
        SetupBench bench = Connecting();
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        bench.Radio.State = JoinState.Idle;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Connecting, bench.Mode.State);
        bench.Pass(1799);
        Assert.AreEqual(SetupState.Connecting, bench.Mode.State);
        bench.Pass(12);
        Assert.IsTrue(bench.Mode.IsOpen);
    }

    [TestMethod]
    public void A_network_that_comes_back_by_itself_ends_the_wait()
    {
        SetupBench bench = Connecting();
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        bench.Radio.State = JoinState.Idle;
        bench.Pass(1);
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.AreEqual(1, bench.Radio.StoredTries);
    }

    [TestMethod]
    public void In_set_up_mode_the_network_that_the_board_keeps_is_tried_again()
    {
        SetupBench bench = Connecting();
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: false);
        bench.Radio.IsScanning = false;
        bench.Pass(2);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        Assert.IsTrue(bench.Radio.AccessPointIsOn, "This radio does both");
        bench.Radio.State = JoinState.WrongPassword;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.AreEqual(JoinState.WrongPassword, bench.Mode.Failure);
        bench.Pass(59);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.IsFalse(bench.Radio.AccessPointIsOn);
    }

    [TestMethod]
    public void A_radio_that_cannot_do_both_closes_the_access_point_to_try()
    {
        SetupBench bench = Connecting();
        bench.Radio.KeepsAccessPoint = false;
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: false);
        bench.Radio.IsScanning = false;
        bench.Pass(2);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        Assert.IsFalse(bench.Radio.AccessPointIsOn);
        bench.Pass(30);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        bench.Pass(10);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.IsTrue(bench.Radio.AccessPointIsOn);
    }

    [TestMethod]
    public void Requested_set_up_stays_open_for_five_minutes()
    {
        SetupBench bench = Connecting();
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: true);
        bench.Radio.IsScanning = false;
        bench.Pass(299);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.AreEqual(1, bench.Radio.StoredTries);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
    }

    [TestMethod]
    public void A_phone_that_uses_the_page_is_not_disturbed_and_one_that_left_blocks_nothing()
    {
        SetupBench bench = Connecting();
        bench.Mode.Open(bench.Clock.Milliseconds, isAskedFor: false);
        bench.Radio.IsScanning = false;
        bench.Pass(1);
        bench.Mode.NoteUse();
        bench.Pass(299);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        bench.Mode.NoteUse();
        bench.Pass(299);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
    }

    [TestMethod]
    public void Networks_are_scanned_again()
    {
        foreach (bool keepsAccessPoint in new bool[] { true, false })
        {
            SetupBench bench = SetupBench.Opened(keepsAccessPoint);
            bench.Pass(301);
            Assert.AreEqual(2, bench.Radio.Scans);
            Assert.AreEqual(keepsAccessPoint ? SetupState.Open : SetupState.Scanning, bench.Mode.State);
            Assert.AreEqual(keepsAccessPoint, bench.Radio.AccessPointIsOn);
        }
    }

    [TestMethod]
    public void A_network_of_the_form_is_stored_once_it_is_joined()
    {
        SetupBench bench = SetupBench.Opened();
        Assert.IsTrue(bench.Mode.Try(Home, "password"));
        Assert.AreEqual(SetupState.Accepted, bench.Mode.State);
        Assert.IsFalse(bench.Mode.Try(Home, "another"), "One at a time");
        bench.Pass(3);
        Assert.AreEqual(SetupState.Trying, bench.Mode.State);
        Assert.AreEqual("password", bench.Radio.Password);
        Assert.IsNull(bench.Radio.StoredName, "Not stored before it works");
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Succeeded, bench.Mode.State);
        Assert.IsTrue(NetworkName.AreEqual(Home, bench.Radio.StoredName));
        Assert.IsTrue(bench.Radio.AccessPointIsOn, "It says where the board is now");
        Assert.AreEqual("Set-up: in the network, at 192.0.2.57", bench.Log.Text);
        int lines = bench.Log.Count;
        bench.Pass(60);
        Assert.AreEqual(lines, bench.Log.Count, "The log says it once");
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.IsFalse(bench.Radio.AccessPointIsOn);
    }

    [TestMethod]
    public void A_network_of_the_form_that_fails_leaves_the_one_before()
    {
        foreach (JoinState failure in new JoinState[] { JoinState.WrongPassword, JoinState.NotFound, JoinState.Failed, JoinState.TimedOut })
        {
            SetupBench bench = SetupBench.Opened();
            bench.Radio.StoredName = Encoding.UTF8.GetBytes("Before");
            bench.Mode.NoteUse();
            bench.Mode.Try(Home, "password");
            bench.Pass(3);
            bench.Radio.State = failure == JoinState.TimedOut ? JoinState.Joining : failure;
            bench.Pass(failure == JoinState.TimedOut ? 30 : 1);
            Assert.AreEqual(SetupState.Open, bench.Mode.State);
            Assert.AreEqual(failure, bench.Mode.Failure);
            Assert.AreEqual("Before", Encoding.UTF8.GetString(bench.Radio.StoredName, 0, 6));
            Assert.AreEqual("Home", Encoding.UTF8.GetString(bench.Mode.TriedName, 0, 4));

            // There is time for another form; then the network before is tried again.
            bench.Pass(299);
            Assert.AreEqual(SetupState.Open, bench.Mode.State);
            bench.Pass(1);
            Assert.AreEqual(SetupState.Retrying, bench.Mode.State);
        }
    }

    [TestMethod]
    public void A_radio_that_cannot_do_both_comes_back_by_itself_when_it_fails()
    {
        SetupBench bench = SetupBench.Opened(keepsAccessPoint: false);
        bench.Mode.Try(Home, "password");
        bench.Pass(2);
        Assert.IsTrue(bench.Radio.AccessPointIsOn, "The page is on its way to the phone");
        bench.Pass(1);
        Assert.IsFalse(bench.Radio.AccessPointIsOn);
        bench.Pass(30);
        Assert.AreEqual(SetupState.Open, bench.Mode.State);
        Assert.IsTrue(bench.Radio.AccessPointIsOn);

        bench.Mode.Try(Home, "password");
        bench.Pass(3);
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State);
        Assert.IsTrue(NetworkName.AreEqual(Home, bench.Radio.StoredName));
    }

    [TestMethod]
    public void A_factory_reset_forgets_the_network_and_leads_to_set_up()
    {
        SetupBench bench = Connecting();
        bench.Radio.State = JoinState.Joined;
        bench.Pass(1);
        bench.Mode.Forget();
        Assert.AreEqual("Set-up: the network is forgotten", bench.Log.Text);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Joined, bench.Mode.State, "The page that says so is on its way through this network");

        // Without a restart too: there is nothing to go back to.
        bench.Radio.State = JoinState.Idle;
        bench.Pass(1);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
        Assert.AreEqual(1, bench.Radio.StoredTries);

        bench.Mode.Start(bench.Clock.Milliseconds);
        Assert.AreEqual(SetupState.Scanning, bench.Mode.State);
    }

    private static SetupBench Connecting()
    {
        SetupBench bench = new SetupBench();
        bench.Radio.StoredName = Home;
        bench.Mode.Start(bench.Clock.Milliseconds);
        bench.Pass(1);
        Assert.AreEqual(SetupState.Connecting, bench.Mode.State);
        return bench;
    }
}
