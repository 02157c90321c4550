using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class MaskingTests
{
    [TestMethod]
    public void Masks_each_byte_with_its_own_of_the_key_however_the_payload_is_cut()
    {
        const uint Key = 0x37FA213D;
        for (int length = 0; length <= 40; length++)
        {
            byte[] plain = Plain(length);
            string expected = Hex.Show(MaskedOneByOne(plain, Key));
            for (int cut = 0; cut <= length; cut++)
            {
                byte[] masked = Hex.Slice(plain, 0, length);
                uint turned = Masking.Apply(masked, 0, cut, Key);
                Masking.Apply(masked, cut, length - cut, turned);
                Assert.AreEqual(expected, Hex.Show(masked));
            }
        }
    }

    [TestMethod]
    public void Touches_nothing_around_the_payload()
    {
        byte[] buffer = new byte[32];
        Masking.Apply(buffer, 5, 17, 0xFFFFFFFF);
        for (int i = 0; i < buffer.Length; i++)
        {
            Assert.AreEqual(i >= 5 && i < 22 ? 255 : 0, (int)buffer[i]);
        }
    }

    private static byte[] Plain(int length)
    {
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++)
        {
            plain[i] = (byte)(i * 7);
        }

        return plain;
    }

    /// <summary>RFC 6455 section 5.3 as it stands: j = i MOD 4.</summary>
    private static byte[] MaskedOneByOne(byte[] plain, uint key)
    {
        byte[] masked = new byte[plain.Length];
        for (int i = 0; i < plain.Length; i++)
        {
            masked[i] = (byte)(plain[i] ^ (key >> (24 - (8 * (i % 4)))));
        }

        return masked;
    }
}
