using System;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// Texts, choices, buttons and numbers with a step of their own: what is announced, what is accepted, and what reaches the actuator.
/// </summary>
[TestClass]
public class ControlTests
{
    private readonly Words _words = new Words();
    private readonly FixedActuator _actuator = new FixedActuator();

    [TestMethod]
    public void What_can_be_set_is_announced_in_json()
    {
        DriverBench bench = new DriverBench(Channels());
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
        Channel[] channels = Channels();
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
        Channel[] channels = Channels();
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
    public void Texts_are_set()
    {
        DriverBench bench = new DriverBench(Channels());
        CheckSet(bench, "name", "\"vs\":\"garten\"", "garten");
        CheckSet(bench, "name", "\"vs\":\"\"", string.Empty);
        CheckSet(bench, "name", "\"vs\":\"\u00e4\u00f6\u00fc\u00df\"", "\u00e4\u00f6\u00fc\u00df");
        CheckSet(bench, "name", "\"vs\":\"\\u00e4\\/\\\"\\\\\"", "\u00e4/\"\\");
        CheckSet(bench, "name", "\"vs\":\"\\ud83d\\ude00\\u20ac\"", "\ud83d\ude00\u20ac");

        // The first and the last of each length in UTF-8 that may be set, and the ends of the surrogates.
        CheckSet(bench, "name", "\"vs\":\"\\u0020\\u007e\"", " ~");
        CheckSet(bench, "name", "\"vs\":\"\\u0080\\u07ff\"", "\u0080\u07ff");
        CheckSet(bench, "name", "\"vs\":\"\\u0800\\uffff\"", "\u0800\uffff");
        CheckSet(bench, "name", "\"vs\":\"\\ud7ff\\ue000\"", "\ud7ff\ue000");
        CheckSet(bench, "name", "\"vs\":\"\\ud800\\udc00\"", "\ud800\udc00");
        CheckSet(bench, "name", "\"vs\":\"\\udbff\\udfff\"", "\udbff\udfff");
        CheckSet(bench, "name", "\"vs\":\"\\ud8c0\\udc00\"", "\ud8c0\udc00");
        CheckSet(bench, "mode", "\"vs\":\"\u00e4 \\\"b\\\"\"", "\u00e4 \"b\"");
    }

    [TestMethod]
    public void Texts_that_are_not_valid_are_refused()
    {
        DriverBench bench = new DriverBench(Channels());
        string[] values =
        {
            "\"vs\":\"123456789\"", "\"vs\":\"\u00e4\u00e4\u00e4\u00e4\u00e4\"", "\"vs\":\"a\\nb\"", "\"vs\":\"a\\u0000\"",
            "\"vs\":\"a\\u007f\"", "\"vs\":\"\\u001f\"", "\"vs\":\"\\b\"", "\"vs\":\"\\f\"", "\"vs\":\"\\r\"", "\"vs\":\"\\t\"",
            "\"vs\":\"\\ud83d\\ue000\"",
            "\"vs\":\"\\ud83d\"", "\"vs\":\"\\ude00\"", "\"vs\":\"\\ud83d\\ud83d\"", "\"vs\":\"\\ud83dx\"",
        };
        foreach (string value in values)
        {
            CheckRefused(bench, "name", value, "out-of-range");
        }

        CheckRefused(bench, "mode", "\"vs\":\"ec\"", "out-of-range");
        CheckRefused(bench, "mode", "\"vs\":\"eco \"", "out-of-range");
        CheckRefused(bench, "mode", "\"vs\":\"xco\"", "out-of-range");
        CheckRefused(bench, "mode", "\"vs\":\"\"", "out-of-range");
        CheckRefused(bench, "mode", "\"v\":0", "wrong-type");
        CheckRefused(bench, "name", "\"vb\":true", "wrong-type");
        CheckRefused(bench, "name", "\"vs\":7", "wrong-type");
        CheckRefused(bench, "level", "\"vs\":\"eco\"", "wrong-type");
        CheckRefused(bench, "restart", "\"vb\":false", "out-of-range");
        CheckRefused(bench, "restart", "\"v\":1", "wrong-type");
        Assert.AreEqual(0, _words.Settings);
        Assert.AreEqual(0, _actuator.Settings);
        bench.Send("[{\"n\":\"b:restart\",\"vb\":true}]");
        Assert.AreEqual(1, _actuator.Settings);
    }

    /// <summary>A text string of CBOR may not be UTF-8: nothing has checked it before.</summary>
    [TestMethod]
    public void Bytes_of_cbor_that_are_not_utf8_are_refused()
    {
        ActuationPack pack = new ActuationPack(Channels(), "b:");
        PackReader reader = new CborPackReader();
        CheckCbor(reader, pack, "81a20066623a6e616d650362c3a4", ActuationError.None);
        CheckCbor(reader, pack, "81a20066623a6e616d650362c328", ActuationError.OutOfRange);
        CheckCbor(reader, pack, "81a20066623a6e616d650361c3", ActuationError.OutOfRange);
        CheckCbor(reader, pack, "81a20066623a6e616d650363eda080", ActuationError.OutOfRange);
        CheckCbor(reader, pack, "81a20066623a6d6f64650363656366", ActuationError.OutOfRange);
        CheckCbor(reader, pack, "81a20066623a6d6f6465036365636f", ActuationError.None);
        CheckCbor(reader, pack, "81a20066623a6d6f6465034365636f", ActuationError.WrongType);
    }

    [TestMethod]
    public void Numbers_are_rounded_to_the_step()
    {
        DriverBench bench = new DriverBench(Channels());
        CheckLevel(bench, "0.05", 5);
        CheckLevel(bench, "0.09", 5);
        CheckLevel(bench, "0.10", 15);
        CheckLevel(bench, "0.551", 55);
        CheckLevel(bench, "0.95", 95);
        CheckLevel(bench, "1", 95);
        CheckRefused(bench, "level", "\"v\":0.04", "out-of-range");
        CheckRefused(bench, "level", "\"v\":1.01", "out-of-range");

        FixedActuator wide = new FixedActuator();
        bench =
            new DriverBench(
                new Channel("w", "V", 0, 1000, (ISensor)wide).SetBy(Control.Number(wide, int.MaxValue), int.MinValue, int.MaxValue));
        bench.Send("[{\"n\":\"b:w\",\"v\":2147483647}]");
        Assert.AreEqual(int.MaxValue - 1, wide.Value);
        bench.Send("[{\"n\":\"b:w\",\"v\":-2147483648}]");
        Assert.AreEqual(int.MinValue, wide.Value);
        bench.Send("[{\"n\":\"b:w\",\"v\":5}]");
        Assert.AreEqual(-1, wide.Value);
    }

    [TestMethod]
    public void The_maximum_is_reached_where_it_is_a_step_and_a_step_may_be_1()
    {
        Channel channel = new Channel("w", "V", 0, 1000, (ISensor)_actuator);
        DriverBench bench = new DriverBench(channel.SetBy(Control.Number(_actuator, 10), 0, 100));
        bench.Send("[{\"n\":\"b:w\",\"v\":100}]");
        Assert.AreEqual(100, _actuator.Value);
        bench = new DriverBench(channel.SetBy(Control.Number(_actuator), 0, 100));
        Assert.IsTrue(bench.FirstPack.IndexOf("\"step\":1,") > 0, bench.FirstPack);
        bench.Send("[{\"n\":\"b:w\",\"v\":7}]");
        Assert.AreEqual(7, _actuator.Value);
    }

    [TestMethod]
    public void A_switch_is_set_to_false_and_a_button_needs_no_confirmation_by_default()
    {
        _actuator.Value = 1;
        DriverBench bench = new DriverBench(
            new Channel("s", 1000, (IBooleanSensor)_actuator).SetBy(Control.Boolean(_actuator)), Channel.Button("p", _actuator));
        Assert.IsTrue(bench.FirstPack.IndexOf("\"button\":true,\"vb\":false}") > 0, bench.FirstPack);
        Assert.IsTrue(bench.Send("[{\"n\":\"b:s\",\"vb\":false}]").IndexOf("\"vb\":false") > 0);
        Assert.AreEqual(0, _actuator.Value);
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

    [TestMethod]
    public void Several_settings_are_made_in_order_or_none()
    {
        DriverBench bench = new DriverBench(Channels());
        bench.Send("[{\"n\":\"b:name\",\"vs\":\"a\"},{\"n\":\"b:mode\",\"vs\":\"eco\"},{\"n\":\"b:name\",\"vs\":\"b\"}]");
        Assert.AreEqual(3, _words.Settings);
        Assert.AreEqual("b", _words.Last);
        bench.Send("[{\"n\":\"b:name\",\"vs\":\"c\"},{\"n\":\"b:mode\",\"vs\":\"none\"}]");
        Assert.AreEqual(3, _words.Settings);
    }

    /// <summary>The base name and the name are joined, wherever a client splits them (RFC 8428 section 4.6).</summary>
    [TestMethod]
    public void An_error_names_the_record_in_full()
    {
        DriverBench bench = new DriverBench(Channels());
        string[] packs =
        {
            "[{\"seq\":7,\"n\":\"b:level\",\"v\":9}]", "[{\"seq\":7,\"bn\":\"b:\",\"n\":\"level\",\"v\":9}]",
            "[{\"seq\":7,\"bn\":\"b:lev\"},{\"n\":\"el\",\"v\":9}]", "[{\"seq\":7,\"bn\":\"b:level\",\"v\":9}]",
        };
        foreach (string pack in packs)
        {
            Assert.AreEqual("{\"seq\":7,\"error\":\"out-of-range\",\"n\":\"b:level\"}", bench.Send(pack), pack);
        }
    }

    [TestMethod]
    public void An_actuator_that_throws_fails()
    {
        DriverBench bench = new DriverBench(Channels());
        _words.Throws = true;
        CheckRefused(bench, "name", "\"vs\":\"a\"", "failed");
    }

    [TestMethod]
    public void What_is_not_valid_is_refused_at_startup()
    {
        Refusal.Check(() => Control.Number(_actuator, 0));
        Refusal.Check(() => Control.Text(_words, 0));
        Refusal.Check(() => Control.Text(_words, 65));
        Refusal.Check(() => Control.Choice(_words));
        Refusal.Check(() => Control.Choice(_words, "a", "a"));
        Refusal.Check(() => Control.Choice(_words, "a", string.Empty));
        Refusal.Check(() => Control.Choice(_words, "a\nb"));
        Refusal.Check(() => Control.Choice(_words, new string[17]));
        Refusal.Check(() => Control.Choice(_words, "a", null));
        string[] letters = new string[17];
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = "abcdefghijklmnopq".Substring(i, 1);
        }

        Refusal.Check(() => Control.Choice(_words, letters));
        string[] most = new string[16];
        Array.Copy(letters, most, most.Length);
        Assert.IsTrue(Control.Choice(_words, most) != null && Control.Choice(_words, "a") != null);
        string[] long64 = new string[4];
        for (int i = 0; i < long64.Length; i++)
        {
            long64[i] = i + "23456789012345678901234567890123456789012345678901234567890123";
        }

        Refusal.Check(() => Control.Choice(_words, long64));

        // As JSON each has two quotation marks and a comma more: together 240 bytes, and one more.
        for (int i = 0; i < long64.Length; i++)
        {
            long64[i] = long64[i].Substring(0, 57);
        }

        Assert.IsTrue(Control.Choice(_words, long64) != null);
        long64[0] += "x";
        Refusal.Check(() => Control.Choice(_words, long64));
        Assert.IsTrue(Control.Text(_words, 1) != null && Control.Text(_words, 64) != null);
        Refusal.Check(() => new Channel("a", 1000, _words).SetBy(Control.Boolean(_actuator)));
        Refusal.Check(() => new Channel("a", 1000, (IBooleanSensor)_actuator).SetBy(Control.Text(_words, 8)));
        Refusal.Check(() => new Channel("a", 1000, _words).SetBy(_actuator));
        Refusal.Check(() => new Channel("a", "V", 0, 1000, (ISensor)_actuator).SetBy(Control.Number(_actuator, 2)));
        Refusal.Check(() => new Channel("a", "V", 0, 1000, (ISensor)_actuator).SetBy(Control.Boolean(_actuator), 0, 1));
        Refusal.Check(() => Channel.Button("a b", _actuator));
    }

    private static void CheckIntroduction(string map, string fields, Channel channel, LiveReadings readings)
    {
        CborPackEncoder encoder = new CborPackEncoder(new[] { channel }, "b:");
        byte[] buffer = new byte[encoder.MaxLivePackSize];
        readings.Stamp(0, 1);
        int end = encoder.WriteLivePack(buffer, 0, readings);
        Assert.AreEqual(Hex.Show(Hex.Parse("81" + map + "21 62 623a 63 736571 01" + fields)), Hex.Show(buffer, 0, end));
    }

    private static void CheckCbor(PackReader reader, ActuationPack pack, string hex, ActuationError error)
    {
        byte[] bytes = Hex.Parse(hex);
        Assert.IsTrue(reader.Read(bytes, 0, bytes.Length, pack), hex);
        Assert.IsTrue(pack.Error == error, hex);
    }

    private static void CheckRefused(DriverBench bench, string name, string value, string error)
    {
        string answer = bench.Send("[{\"seq\":7,\"n\":\"b:" + name + "\"," + value + "}]");
        Assert.IsTrue(answer.Contains("{\"seq\":7,\"error\":\"" + error + "\",\"n\":\"b:" + name + "\"}"), value + ": " + answer);
    }

    private void CheckSet(DriverBench bench, string name, string value, string expected)
    {
        string answer = bench.Send("[{\"seq\":7,\"n\":\"b:" + name + "\"," + value + "}]");
        Assert.IsTrue(answer.Contains("{\"seq\":7}"), value + ": " + answer);
        Assert.AreEqual(expected, _words.Last);
    }

    private void CheckLevel(DriverBench bench, string value, int expected)
    {
        bench.Send("[{\"n\":\"b:level\",\"v\":" + value + "}]");
        Assert.AreEqual(expected, _actuator.Value);
    }

    private Channel[] Channels()
    {
        Control slow = Control.Number(_actuator, 10);
        slow.TakesMilliseconds = 2500;
        Channel[] channels =
        {
            new Channel("name", 1000, _words).SetBy(Control.Text(_words, 8)),
            new Channel("mode", 1000, _words).SetBy(Control.Choice(_words, "eco", "\u00e4 \"b\"")),
            Channel.Button("restart", _actuator, needsConfirmation: true),
            new Channel("level", "/", -2, 1000, (ISensor)_actuator).SetBy(slow, 5, 100),
        };
        return channels;
    }

    private sealed class Words : ITextSensor, ITextActuator
    {
        internal string Last { get; private set; } = "eco";

        internal int Settings { get; private set; }

        internal bool Throws { get; set; }

        public bool TryRead(out string value)
        {
            value = Last;
            return true;
        }

        public bool TrySet(string text)
        {
            if (Throws)
            {
                throw new InvalidOperationException("No");
            }

            Settings++;
            Last = text;
            return true;
        }
    }
}
