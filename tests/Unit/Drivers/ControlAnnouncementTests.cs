using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>What a pack says of a channel that can be set.</summary>
[TestClass]
public class ControlAnnouncementTests
{
    private readonly Words _words = new Words();
    private readonly FixedActuator _actuator = new FixedActuator();

    [TestMethod]
    public void What_can_be_set_is_announced_in_json()
    {
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
        string pack = bench.FirstPack;
        Assert.IsTrue(pack.IndexOf("\"n\":\"name\",\"ut\":1,\"set\":true,\"maxlen\":8,\"vs\":\"eco\"}") > 0, pack);
        Assert.IsTrue(
            pack.IndexOf("\"n\":\"mode\",\"ut\":1,\"set\":true,\"options\":[\"eco\",\"\u00e4 \\\"b\\\"\"],\"vs\":\"eco\"}") > 0, pack);
        Assert.IsTrue(pack.IndexOf("\"n\":\"restart\",\"ut\":60,\"set\":true,\"button\":true,\"confirm\":true,\"vb\":false}") > 0, pack);
        Assert.IsTrue(
            pack.IndexOf(
                "\"n\":\"level\",\"u\":\"/\",\"ut\":1,\"set\":true,\"min\":0.05,\"max\":1.00,\"step\":0.10,\"takes\":2.500,\"v\":0.00}") > 0, pack);
    }

    [TestMethod]
    public void What_can_be_set_is_announced_in_cbor()
    {
        byte[] buffer = new byte[2800];
        FirstPackCursor cursor = new FirstPackCursor();
        Channel[] channels = ControlChannels.Make(_words, _actuator);
        foreach (Channel channel in channels)
        {
            channel.KeepHistory(1);
            channel.History.Append(0, 0);
        }

        channels[0] = new Channel("x", "/", -2, 1000, _actuator).SetBy(new FixedActuator(), 0, 1);
        channels[0].KeepHistory(1);
        channels[1] = channels[0];
        cursor.Start(0, 0);
        int end = new CborPackEncoder(channels, "b:").WriteFirstPack(buffer, 0, buffer.Length, cursor);
        string hex = Hex.Show(buffer, 0, end);

        // "button": true, "confirm": true, 4: false; "step": 4([-2, 10]), "takes": 4([-3, 2500])
        Assert.IsTrue(hex.IndexOf("66627574746f6ef567636f6e6669726df504f4") > 0, hex);
        Assert.IsTrue(hex.IndexOf("6473746570c482210a6574616b6573c482221909c4") > 0, hex);
    }

    /// <summary>The head of a map has the number of fields: one that is not counted makes the pack unreadable.</summary>
    [TestMethod]
    public void Each_field_of_a_control_is_counted_in_cbor()
    {
        Channel[] channels = ControlChannels.Make(_words, _actuator);
        const string Set = "63 736574 f5";
        LiveReadings readings = new LiveReadings(1);
        readings.AddText(0, "eco", isIntroduction: true);
        CheckIntroduction("a7", "00 64 6e616d65 07 01" + Set + "66 6d61786c656e 08 03 63 65636f", channels[0], readings);
        CheckIntroduction(
            "a7", "00 64 6d6f6465 07 01" + Set + "67 6f7074696f6e73 82 63 65636f 66 c3a420226222 03 63 65636f", channels[1], readings);
        readings = new LiveReadings(1);
        readings.AddBoolean(0, false, isIntroduction: true);
        CheckIntroduction(
            "a8", "00 67 72657374617274 07 18 3c" + Set + "66 627574746f6e f5 67 636f6e6669726d f5 04 f4", channels[2], readings);
        readings = new LiveReadings(1);
        readings.Add(0, 0, isIntroduction: true);
        CheckIntroduction(
            "ab",
            "00 65 6c6576656c 01 61 2f 07 01" + Set + "63 6d696e c4822105 63 6d6178 c482211864 64 73746570 c482210a"
                + "65 74616b6573 c482221909c4 02 c4822100",
            channels[3], readings);
    }

    [TestMethod]
    public void Limits_of_1_are_announced_in_cbor()
    {
        LiveReadings readings = new LiveReadings(1);
        readings.AddText(0, string.Empty, isIntroduction: true);
        Control control = Control.Text(_words, 1);
        control.TakesMilliseconds = 1;
        CheckIntroduction(
            "a8", "00 61 6e 07 01 63 736574 f5 66 6d61786c656e 01 65 74616b6573 c4822201 03 60",
            new Channel("n", 1000, _words).SetBy(control), readings);
    }

    private static void CheckIntroduction(string map, string fields, Channel channel, LiveReadings readings)
    {
        CborPackEncoder encoder = new CborPackEncoder(new[] { channel }, "b:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        readings.Stamp(0, 1);
        int end = encoder.WriteLivePack(buffer, 0, readings);
        Assert.AreEqual(Hex.Show(Hex.Parse("81" + map + "21 62 623a 63 736571 01" + fields)), Hex.Show(buffer, 0, end));
    }
}
