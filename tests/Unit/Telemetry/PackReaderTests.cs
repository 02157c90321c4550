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

    /// <summary>With an exponent of 9, a channel can be set to more than a billion billions.</summary>
    [TestMethod]
    public void A_binary_fraction_may_be_as_large_as_any_channel()
    {
        // [{0: "x", 2: -2e18}] in 64 bits of IEEE 754.
        byte[] message = Hex.Parse("81 a2 00 61 78 02 fb c3bbc16d674ec800");
        ActuationPack pack = MakePack(9);
        Assert.IsTrue(new CborPackReader().Read(message, 0, message.Length, pack));
        Assert.AreEqual((int)ActuationError.None, (int)pack.Error);
        Assert.AreEqual(-2000000000, pack.ValueOf(0));
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

    private static void AssertValue(int expected, int exponent, string json)
    {
        ActuationPack pack = Read(exponent, json);
        Assert.AreEqual((int)ActuationError.None, (int)pack.Error, json);
        Assert.AreEqual(expected, pack.ValueOf(0), json);
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

    private sealed class NoActuator : IActuator
    {
        public bool TrySet(int value)
        {
            return false;
        }
    }
}
