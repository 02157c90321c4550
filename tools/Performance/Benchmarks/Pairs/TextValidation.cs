using System.Text;
using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using Sensorcast.Text;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Some 4 KB of text are checked to be UTF-8. In the mixed one, one letter in four is not ASCII.</summary>
public class TextValidation
{
    private const int Bytes = 4096;

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["ASCII"] = "Temperature ",
        ["mixed"] = "Größe 21,5 °C, 温度 21,5 度, жарко 🌡 ",
    };

    private byte[] _text = [];

    [ParamsSource(nameof(Names))]
    public string Text { get; set; } = "ASCII";

    public static IEnumerable<string> Names => Texts.Keys;

    [GlobalSetup]
    public void Prepare()
    {
        byte[] once = Encoding.UTF8.GetBytes(Texts[Text]);
        _text = [.. Enumerable.Repeat(once, Bytes / once.Length).SelectMany(part => part)];
        Agreement.Check(Ours() && Theirs());
    }

    [Benchmark]
    public bool Ours() => Utf8Validator.Append(Utf8Validator.Complete, _text, 0, _text.Length) == Utf8Validator.Complete;

    [Benchmark(Baseline = true)]
    public bool Theirs() => Utf8.IsValid(_text);
}
