using System.Text;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class PackReaderTests
{
    /// <summary>RFC 8428 section 4.6: the value is the sum, so that only the sum is rounded.</summary>
    [TestMethod]
    public void A_base_value_is_added_before_the_sum_is_rounded()
    {
        AssertValue(1, 0, "[{\"n\":\"x\",\"bv\":0.5,\"v\":0.5}]");
        AssertValue(0, 0, "[{\"n\":\"x\",\"bv\":0.4,\"v\":-0.8}]");
        AssertValue(1, -2, "[{\"n\":\"x\",\"bv\":0.004,\"v\":0.004}]");
        AssertValue(104, -2, "[{\"n\":\"x\",\"bv\":0.04,\"v\":1}]");
        AssertValue(104, -2, "[{\"n\":\"x\",\"bv\":1,\"v\":0.04}]");
        AssertValue(1000000000, 0, "[{\"n\":\"x\",\"bv\":1e9,\"v\":999999999e-20}]");
        AssertValue(1000000000, 0, "[{\"n\":\"x\",\"bv\":999999999e-20,\"v\":1e9}]");
        AssertValue(-1000000000, 0, "[{\"n\":\"x\",\"bv\":-1e9,\"v\":999999999e-20}]");
        AssertValue(1000000002, 0, "[{\"n\":\"x\",\"bv\":1e9,\"v\":2.3456789012345678}]");
        AssertValue(5, 0, "[{\"n\":\"x\",\"bv\":1e14,\"v\":-99999999999995}]");
        AssertValue(0, 0, "[{\"n\":\"x\",\"bv\":1e30,\"v\":-1e30}]");
        AssertValue(7, 0, "[{\"n\":\"x\",\"bv\":7.25}]");
        AssertValue(3, 0, "[{\"n\":\"x\",\"bv\":0e2000,\"v\":3}]");
    }

    [TestMethod]
    public void A_base_value_brings_nothing_back_into_range()
    {
        AssertOutOfRange("[{\"n\":\"x\",\"bv\":1e2000,\"v\":-1e1500}]");
        AssertOutOfRange("[{\"n\":\"x\",\"bv\":-1e1500,\"v\":1}]");
        AssertOutOfRange("[{\"n\":\"x\",\"bv\":9223372036854775807,\"v\":9223372036854775807}]");
        AssertOutOfRange("[{\"n\":\"x\",\"bv\":999999999999999999,\"v\":1e300}]");
    }

    /// <summary>Two numbers that fill 63 bits have a sum that does not.</summary>
    [TestMethod]
    public void A_sum_of_numbers_of_19_digits_is_exact_enough_and_does_not_overflow()
    {
        // 2e18 and 1e9, in each order.
        AssertFraction(2000000001, 9, "1b 1bc16d674ec80000 24 1a 3b9aca00");
        AssertFraction(2000000001, 9, "1a 3b9aca00 24 1b 1bc16d674ec80000");
        AssertHuge("1b 7fffffffffffffff 24 1b 7fffffffffffffff");
        AssertHuge("3b 7fffffffffffffff 24 3b 7fffffffffffffff");
    }

    [TestMethod]
    public void Infinity_and_what_is_not_a_number_are_out_of_every_range()
    {
        AssertHuge("f9 7c00");
        AssertHuge("f9 fc00");
        AssertHuge("f9 7e00");
    }

    /// <summary>With an exponent of 9, a channel can be set to more than a billion billions.</summary>
    [TestMethod]
    public void A_binary_fraction_may_be_as_large_as_any_channel()
    {
        // -2e18 and 2e18 in 64 bits of IEEE 754.
        AssertFraction(-2000000000, 9, "fb c3bbc16d674ec800");
        AssertFraction(2000000000, 9, "fb 43bbc16d674ec800");
    }

    [TestMethod]
    public void A_binary_fraction_is_as_exact_as_any_channel()
    {
        // 0.3 and -0.3 in 64 bits, which are a little less and a little more, and the largest of 16 bits without the leading one.
        AssertFraction(300000000, -9, "fb 3fd3333333333333");
        AssertFraction(-300000000, -9, "fb bfd3333333333333");
        AssertFraction(60976, -9, "f9 03ff");
    }

    [TestMethod]
    public void A_pack_of_texts_has_the_same_bound_as_others()
    {
        Channel channel = new Channel("x", 1000, new FixedText()).SetBy(Control.Text(new NoActuator(), 8));
        ActuationPack pack = new ActuationPack(new[] { channel }, string.Empty);
        Assert.AreEqual((int)ActuationError.None, (int)ReadTexts(pack, ActuationPack.MaxSettings));
        Assert.AreEqual(ActuationPack.MaxSettings, pack.Count);
        Assert.AreEqual((int)ActuationError.TooManyRecords, (int)ReadTexts(pack, ActuationPack.MaxSettings + 1));
    }

    /// <summary>What follows a message in its buffer belongs to another one: nothing of it is read.</summary>
    [TestMethod]
    public void A_pack_that_is_cut_short_is_malformed_whatever_follows_it()
    {
        CheckCuts(
            new JsonPackReader(),
            Encoding.UTF8.GetBytes(
                "[{\"bn\":\"x\",\"bv\":-1.5e+2,\"z\":[{\"a\":null}],\"z\":\"\\u00e4\\ud83d\\ude00\\n\"},{\"v\":1e3 , \"vb\":false}]"));
        CheckCuts(new CborPackReader(), Hex.Parse("82 a2 21 61 78 24 c4 82 20 c2 41 05 a2 02 fa 3f000000 18 64 82 01 a1 02 41 00"));
        CheckCuts(new CborPackReader(), Hex.Parse("9f bf 21 7f 61 78 ff 02 1b 0000000000000001 ff a1 02 fb 3fd3333333333334 ff"));
    }

    [TestMethod]
    public void A_record_has_a_field_in_both_encodings()
    {
        byte[] json = Encoding.UTF8.GetBytes("[{\"seq\":1},{}]");
        Assert.IsFalse(new JsonPackReader().Read(json, 0, json.Length, MakePack(0)));
        byte[] cbor = Hex.Parse("82 a1 63 736571 01 a0");
        Assert.IsFalse(new CborPackReader().Read(cbor, 0, cbor.Length, MakePack(0)));
        byte[] indefinite = Hex.Parse("82 a1 63 736571 01 bf ff");
        Assert.IsFalse(new CborPackReader().Read(indefinite, 0, indefinite.Length, MakePack(0)));
    }

    private static void CheckCuts(PackReader reader, byte[] pack)
    {
        for (int cut = 0; cut <= pack.Length; cut++)
        {
            byte[] followed = Hex.Slice(pack, 0, pack.Length);
            Assert.AreEqual(cut == pack.Length, reader.Read(followed, 0, cut, MakePack(0)), "cut at " + cut);
            Assert.AreEqual(cut == pack.Length, reader.Read(Hex.Slice(pack, 0, cut), 0, cut, MakePack(0)), "nothing after " + cut);
        }
    }

    private static void AssertValue(int expected, int exponent, string json)
    {
        ActuationPack pack = Read(exponent, json);
        Assert.AreEqual((int)ActuationError.None, (int)pack.Error, json);
        Assert.AreEqual(expected, pack.ValueOf(0), json);
    }

    /// <summary>A channel is set to a number of CBOR, which a base value may follow.</summary>
    private static void AssertFraction(int expected, int exponent, string number)
    {
        ActuationPack pack = ReadCbor(exponent, number);
        Assert.AreEqual((int)ActuationError.None, (int)pack.Error, number);
        Assert.AreEqual(expected, pack.ValueOf(0), number);
    }

    private static void AssertHuge(string number)
    {
        Assert.AreEqual((int)ActuationError.OutOfRange, (int)ReadCbor(0, number).Error, number);
    }

    private static ActuationPack ReadCbor(int exponent, string number)
    {
        byte[] message = Hex.Parse("81 bf 00 61 78 02" + number + "ff");
        ActuationPack pack = MakePack(exponent);
        Assert.IsTrue(new CborPackReader().Read(message, 0, message.Length, pack), number);
        return pack;
    }

    private static ActuationError ReadTexts(ActuationPack pack, int count)
    {
        string text = "[{\"bn\":\"x\",\"vs\":\"a\"}";
        for (int i = 1; i < count; i++)
        {
            text += ",{\"vs\":\"a\"}";
        }

        byte[] message = Encoding.UTF8.GetBytes(text + "]");
        Assert.IsTrue(new JsonPackReader().Read(message, 0, message.Length, pack));
        return pack.Error;
    }

    private static void AssertOutOfRange(string json)
    {
        Assert.AreEqual((int)ActuationError.OutOfRange, (int)Read(0, json).Error, json);
    }

    private static ActuationPack Read(int exponent, string json)
    {
        ActuationPack pack = MakePack(exponent);
        byte[] message = Encoding.UTF8.GetBytes(json);
        Assert.IsTrue(new JsonPackReader().Read(message, 0, message.Length, pack), json);
        return pack;
    }

    private static ActuationPack MakePack(int exponent)
    {
        Channel channel = new Channel("x", "V", exponent, 1000, new FixedSensor()).SetBy(new NoActuator(), int.MinValue, int.MaxValue);
        return new ActuationPack(new[] { channel }, string.Empty);
    }

    private sealed class NoActuator : IActuator, ITextActuator
    {
        public bool TrySet(int value)
        {
            return false;
        }

        public bool TrySet(string text)
        {
            return false;
        }
    }
}
