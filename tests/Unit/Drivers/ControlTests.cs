using System;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Tests.Unit;

/// <summary>Texts, choices, buttons and numbers with a step of their own: what is accepted, and what reaches the actuator.</summary>
[TestClass]
public class ControlTests
{
    private readonly Words _words = new Words();
    private readonly FixedActuator _actuator = new FixedActuator();

    [TestMethod]
    public void Texts_are_set()
    {
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
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
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
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
        ActuationPack pack = new ActuationPack(ControlChannels.Make(_words, _actuator), "b:");
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
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
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
    public void Several_settings_are_made_in_order_or_none()
    {
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
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
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
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
        DriverBench bench = new DriverBench(ControlChannels.Make(_words, _actuator));
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
}
