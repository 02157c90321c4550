using System.Text;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// What becomes of a client's pack at a board with some channels: <c>name=value</c> for each setting, or what is wrong with it.
/// </summary>
internal static class PackReading
{
    internal const string Malformed = "malformed";

    private static readonly FixedActuator Actuator = new FixedActuator();

    private static readonly Channel[] Channels =
    {
        new Channel("lamp", 1000, (IBooleanSensor)Actuator).SetBy(Actuator),
        new Channel("level", "/", -2, 1000, (ISensor)Actuator).SetBy(Actuator, 0, 100),
        new Channel("power", "W", 3, 1000, (ISensor)Actuator).SetBy(Actuator, -5, 5),
        new Channel("temperature", "Cel", -2, 1000, (ISensor)Actuator),
        new Channel("label", 1000, new FixedText()),
    };

    internal static string Json(string pack)
    {
        return Read(new JsonPackReader(), Encoding.UTF8.GetBytes(pack), Channels, "dev:");
    }

    internal static string Cbor(string hex)
    {
        return Read(new CborPackReader(), Hex.Parse(hex), Channels, "dev:");
    }

    /// <summary>Reads a pack that fills its buffer, and one that stands in the middle of a buffer.</summary>
    internal static string Read(PackReader reader, byte[] bytes, Channel[] channels, string baseName)
    {
        string result = Read(reader, bytes, channels, baseName, 0);
        Assert.AreEqual(result, Read(reader, bytes, channels, baseName, 3));
        return result;
    }

    /// <summary>Reads a pack, and checks that nothing around it is touched.</summary>
    private static string Read(PackReader reader, byte[] bytes, Channel[] channels, string baseName, int margin)
    {
        const byte Around = 0x5D; // would end a JSON array
        byte[] buffer = new byte[bytes.Length + (2 * margin)];
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = i < margin || i >= margin + bytes.Length ? Around : bytes[i - margin];
        }

        ActuationPack pack = new ActuationPack(channels, baseName);
        LeaveAll(pack);
        bool isPack = reader.Read(buffer, margin, bytes.Length, pack);
        for (int i = 0; i < margin; i++)
        {
            Assert.IsTrue(buffer[i] == Around && buffer[buffer.Length - 1 - i] == Around, "Wrote outside of the message");
        }

        return isPack ? Show(pack, channels) : Malformed;
    }

    /// <summary>
    /// Reads a pack that has every field, and one that is cut short and malformed, so that nothing of them may be left in the next one.
    /// </summary>
    private static void LeaveAll(ActuationPack pack)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            "[{\"bn\":\"dev:lamp\",\"bt\":1,\"bu\":\"W\",\"bv\":0.25,\"seq\":99,\"n\":\"x\",\"u\":\"V\",\"v\":7,\"t\":3,\"vb\":true,\"must_\":1}]");
        Assert.IsTrue(new JsonPackReader().Read(bytes, 0, bytes.Length, pack));
        bytes = Encoding.UTF8.GetBytes("[{\"n\":\"dev:lamp\",\"u\":\"V\",\"v\":1,\"t\":5,\"bt\":\"now\",");
        Assert.IsFalse(new JsonPackReader().Read(bytes, 0, bytes.Length, pack));
    }

    private static string Show(ActuationPack pack, Channel[] channels)
    {
        string text = pack.HasSequence ? "#" + pack.Sequence + " " : string.Empty;
        if (pack.Error != ActuationError.None)
        {
            return text + Name(pack.Error);
        }

        for (int i = 0; i < pack.Count; i++)
        {
            text += channels[pack.ChannelOf(i)].Name + "=" + pack.ValueOf(i) + " ";
        }

        return text.Trim();
    }

    private static string Name(ActuationError error)
    {
        switch (error)
        {
            case ActuationError.UnknownName: return "unknown-name";
            case ActuationError.NotSettable: return "not-settable";
            case ActuationError.WrongType: return "wrong-type";
            case ActuationError.WrongUnit: return "wrong-unit";
            case ActuationError.OutOfRange: return "out-of-range";
            case ActuationError.TimeNotSupported: return "time-not-supported";
            case ActuationError.NotUnderstood: return "not-understood";
            case ActuationError.TooManyRecords: return "too-many-records";
            default: return "unexpected error";
        }
    }
}
