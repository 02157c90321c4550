using System.Text.Unicode;
using Sensorcast.Text;

namespace Sensorcast.Tests.Desktop;

[TestClass]
public class Utf8OracleTests
{
    /// <summary>Every sequence of up to three bytes, and all of four that begin with a lead byte of four.</summary>
    [TestMethod]
    public void Agrees_with_dotnet_on_every_short_sequence()
    {
        byte[] bytes = new byte[4];
        for (int length = 1; length <= 3; length++)
        {
            for (int n = 0; n < 1 << (8 * length); n++)
            {
                for (int i = 0; i < length; i++)
                {
                    bytes[i] = (byte)(n >> (8 * (length - 1 - i)));
                }

                Check(bytes, length);
            }
        }

        for (int lead = 0xF0; lead <= 0xF5; lead++)
        {
            for (int second = 0x70; second <= 0xC5; second++)
            {
                for (int rest = 0; rest < 0x10000; rest += 0x0D)
                {
                    bytes[0] = (byte)lead;
                    bytes[1] = (byte)second;
                    bytes[2] = (byte)(rest >> 8);
                    bytes[3] = (byte)rest;
                    Check(bytes, 4);
                }
            }
        }
    }

    private static void Check(byte[] bytes, int length)
    {
        bool isValid = Utf8Validator.Append(Utf8Validator.Complete, bytes, 0, length) == Utf8Validator.Complete;
        if (isValid != Utf8.IsValid(bytes.AsSpan(0, length)))
        {
            Assert.Fail(Convert.ToHexString(bytes, 0, length));
        }
    }
}
