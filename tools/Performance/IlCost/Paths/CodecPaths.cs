using System.Text;
using Sensorcast.IlCost.Counting;
using Sensorcast.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.IlCost.Paths;

/// <summary>The cost of each byte of a client's message.</summary>
internal static class CodecPaths
{
    private const int Short = 2048;
    private const int Long = 4096;

    // Of every length in UTF-8: one letter in four is not ASCII.
    private const string MixedText = "Größe 21,5 °C, 温度 21,5 度, жарко 🌡 ";

    internal static IEnumerable<Figure> Measure()
    {
        yield return new Figure("A byte unmasked, in long frames", PerByte(Unmask), Bar: 12);
        yield return new Figure("A byte of ASCII text validated", PerByte(bytes => Validate(Repeat("Temperature ", bytes))), Bar: 8);
        yield return new Figure("A byte of mixed text validated", PerByte(bytes => Validate(Repeat(MixedText, bytes))));
    }

    /// <summary>By the difference of two lengths, so that the fixed cost of a call does not count.</summary>
    private static Cost PerByte(Func<int, (Cost Cost, int Bytes)> run)
    {
        (Cost shortCost, int shortBytes) = run(Short);
        (Cost longCost, int longBytes) = run(Long);
        return (longCost - shortCost) / (longBytes - shortBytes);
    }

    private static (Cost Cost, int Bytes) Unmask(int length)
    {
        byte[] payload = new byte[length];
        return (Meter.OfShared.Measure(() => Masking.Apply(payload, 0, length, 0x37FA213D)).Cost, length);
    }

    private static (Cost Cost, int Bytes) Validate(byte[] text)
    {
        int state = Utf8Validator.Invalid;
        Cost cost = Meter.OfShared.Measure(() => state = Utf8Validator.Append(Utf8Validator.Complete, text, 0, text.Length)).Cost;
        return state == Utf8Validator.Complete ? (cost, text.Length) : throw new InvalidOperationException("Valid text was refused");
    }

    private static byte[] Repeat(string text, int bytes)
    {
        byte[] once = Encoding.UTF8.GetBytes(text);
        return [.. Enumerable.Repeat(once, bytes / once.Length).SelectMany(part => part)];
    }
}
