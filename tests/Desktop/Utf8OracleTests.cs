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

    /// <summary>Every character alone, and every part of texts with surrogates of both kinds in any order.</summary>
    [TestMethod]
    public void Agrees_with_dotnet_on_the_size_of_a_text()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            CheckSize(((char)c).ToString(), 0, 1);
        }

        char[] characters = ['a', '\u00E9', '\u20AC', '\uD7FF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uE000'];
        foreach (char first in characters)
        {
            foreach (char second in characters)
            {
                foreach (char third in characters)
                {
                    string text = new([first, second, third]);
                    for (int start = 0; start <= text.Length; start++)
                    {
                        for (int length = 0; length <= text.Length - start; length++)
                        {
                            CheckSize(text, start, length);
                        }
                    }
                }
            }
        }
    }

    private static void CheckSize(string text, int start, int length)
    {
        int expected = System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(start, length));
        if (Utf8Text.Size(text, start, length) != expected)
        {
            Assert.Fail($"{string.Join(' ', text.Select(c => $"{(int)c:X4}"))} from {start}, {length} characters: {expected} bytes");
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
