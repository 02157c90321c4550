using System.Text;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Tests.Unit;

/// <summary>The examples of RFC 8428 sections 5.1 and 6.1, read at a board that has their channels, all of which can be set.</summary>
[TestClass]
public class SenmlExamplesTests
{
    private const string Device = "urn:dev:ow:10e2073a0108006:";

    [TestMethod]
    public void Single_data_point()
    {
        Check("10e2073a01080063=231", "urn:dev:ow:", "[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]");
    }

    [TestMethod]
    public void Multiple_data_points()
    {
        Check(
            "voltage=1201 current=12",
            "urn:dev:ow:10e2073a01080063:",
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"n\":\"voltage\",\"u\":\"V\",\"v\":120.1},{\"n\":\"current\",\"u\":\"A\",\"v\":1.2}]");
    }

    [TestMethod]
    public void Data_points_with_base_fields_and_times()
    {
        const string Start = "[{\"bn\":\"urn:dev:ow:10e2073a0108006:\",";
        const string Rest =
            "\"bu\":\"A\",\"bver\":5,\"n\":\"voltage\",\"u\":\"V\",\"v\":120.1},{\"n\":\"current\",\"v\":1.2},{\"n\":\"current\",\"v\":1.3}]";
        Check("voltage=1201 current=12 current=13", Device, Start + Rest);
        Check("time-not-supported", Device, Start + "\"bt\":1.276020076001e+09," + Rest);
    }

    [TestMethod]
    public void A_name_that_is_the_base_name_alone()
    {
        Check(
            "wrong-unit",
            "urn:dev:ow:",
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063\",\"bu\":\"%RH\",\"v\":20},{\"u\":\"lon\",\"v\":24.30621},{\"u\":\"lat\",\"v\":60.07965}]");
    }

    [TestMethod]
    public void Multiple_data_types()
    {
        Check(
            "temp=231 open=0",
            "urn:dev:ow:10e2073a01080063:",
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"n\":\"temp\",\"u\":\"Cel\",\"v\":23.1},{\"n\":\"open\",\"vb\":false}]");
        Check(
            "not-settable",
            "urn:dev:ow:10e2073a01080063:",
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"n\":\"label\",\"vs\":\"Machine Room\"},{\"n\":\"nfc-reader\",\"vd\":\"aGkgCg\"}]");
    }

    /// <summary>Section 6.1: the pack of <see cref="Data_points_with_base_fields_and_times"/>, its numbers as 64-bit floats.</summary>
    [TestMethod]
    public void Cbor()
    {
        const string First = "21 78 1b 75726e3a6465763a6f773a3130653230373361303130383030363a";
        const string Time = "22 fb 41d303a15b001062";
        const string Voltage = "23 61 41 20 05 00 67 766f6c74616765 01 61 56 02 fb 405e066666666666";
        const string Current = "a2 00 67 63757272656e74 02 fb 3ff3333333333333 a2 00 67 63757272656e74 02 fb 3ff4cccccccccccd";
        CheckCbor("voltage=1201 current=12 current=13", "83 a6" + First + Voltage + Current);
        CheckCbor("time-not-supported", "83 a7" + First + Time + Voltage + Current);
        CheckCbor(
            "time-not-supported",
            "87 a7" + First + Time + Voltage
            + "a3 00 67 63757272656e74 06 24 02 fb 3ff3333333333333 a3 00 67 63757272656e74 06 23 02 fb 3ff4cccccccccccd"
            + "a3 00 67 63757272656e74 06 22 02 fb 3ff6666666666666 a3 00 67 63757272656e74 06 21 02 fb 3ff8000000000000"
            + "a3 00 67 63757272656e74 06 20 02 fb 3ff999999999999a a3 00 67 63757272656e74 06 00 02 fb 3ffb333333333333");
    }

    /// <summary>The packs that the server writes for the same readings say the same, except for their base time.</summary>
    [TestMethod]
    public void Written()
    {
        Channel[] channels = Channels();
        LiveReadings readings = new LiveReadings(channels.Length);
        readings.Add(2, 231, isIntroduction: true);
        readings.AddText(4, "Machine Room", isIntroduction: false);
        readings.AddBoolean(3, value: false, isIntroduction: false);
        readings.Stamp(0, 1);
        byte[] buffer = new byte[1000];
        int end = new JsonPackEncoder(channels, "urn:dev:ow:10e2073a01080063:").WriteLivePack(buffer, 0, readings);
        Assert.AreEqual(
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"seq\":1,\"n\":\"temp\",\"u\":\"Cel\",\"ut\":1,\"set\":true,\"min\":-1000.0,\"max\":1000.0,"
            + "\"step\":0.1,\"v\":23.1},{\"n\":\"label\",\"vs\":\"Machine Room\"},{\"n\":\"open\",\"vb\":false}]",
            Encoding.UTF8.GetString(buffer, 0, end));
    }

    private static void Check(string expected, string baseName, string pack)
    {
        Assert.AreEqual(expected, PackReading.Read(new JsonPackReader(), Encoding.UTF8.GetBytes(pack), Channels(), baseName), pack);
    }

    private static void CheckCbor(string expected, string pack)
    {
        Assert.AreEqual(expected, PackReading.Read(new CborPackReader(), Hex.Parse(pack), Channels(), Device), pack);
    }

    private static Channel[] Channels()
    {
        FixedActuator actuator = new FixedActuator();
        return new Channel[]
        {
            new Channel("voltage", "V", -1, 1000, (ISensor)actuator).SetBy(actuator, 0, 2500),
            new Channel("current", "A", -1, 1000, (ISensor)actuator).SetBy(actuator, 0, 160),
            new Channel("temp", "Cel", -1, 1000, (ISensor)actuator).SetBy(actuator, -10000, 10000),
            new Channel("open", 1000, (IBooleanSensor)actuator).SetBy(actuator),
            new Channel("label", 1000, new FixedText()),
            new Channel("10e2073a01080063", "Cel", -1, 1000, (ISensor)actuator).SetBy(actuator, -10000, 10000),
        };
    }
}
