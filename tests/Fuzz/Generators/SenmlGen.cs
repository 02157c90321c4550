using System.Runtime.CompilerServices;
using CsCheck;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Channels, readings and times over their whole ranges.</summary>
internal static class SenmlGen
{
    private static readonly Gen<(int Value, int Ago)[]> History =
        Gen.Select(
            ChannelGen.Value, Gen.Frequency((3, Gen.Int[0, 100000]), (1, Gen.Int[0, int.MaxValue]), (1, Gen.Int[-1000, 0]))).Array[0, 30];

    /// <summary>One UTF-16 code unit or two: what JSON escapes, surrogates alone and in pairs, and the edges of UTF-8.</summary>
    private static readonly Gen<string> Character = Gen.Frequency(
        (2, Gen.Int[0x20, 0x7E]),
        (2, Gen.Int[0, 0x1F]),
        (1, Gen.OneOf(0x22, 0x5C, 0x2F, 0x7F, 0x80, 0x7FF, 0x800, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF)),
        (1, Gen.Int[0xD800, 0xDFFF]),
        (1, Gen.Int[0, 0xFFFF]),
        (1, Gen.Int[0x10000, 0x10FFFF])).Select(code => code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code));

    private static readonly Gen<string> Text =
        Gen.Frequency((2, Character.Array[0, 8]), (1, Character.Array[0, Channel.MaxTextLength])).Select(Cut);

    private static readonly Gen<(Channel, (int, int)[], string)> ChannelWithPast =
        Gen.Select(ChannelGen.Any, History, Gen.Int[1, 25], Text, (channel, history, kept, text) =>
        {
            channel.KeepHistory(kept);
            SetText(channel, text);
            return (channel, history, text);
        });

    internal static readonly Gen<SenmlCase> Any = Gen.Select(
        Gen.Select(ChannelGen.Name, Gen.Int[0, 2], (name, times) => BaseName(string.Concat(Enumerable.Repeat(name, times)))),
        Gen.Frequency(
            (20, ChannelWithPast.Array[1, 5]), (1, ChannelWithPast.Select(c => new[] { (c.Item1, Array.Empty<(int, int)>(), c.Item3) }))),
        ChannelGen.Value.Array[5, 250],
        Gen.Int[1, 31],
        Gen.Long[0, 1L << 45],
        Gen.Frequency(
            (1, Gen.Const(0L)), (1, Gen.Long[1, 1L << 45].Select(s => s * 1000)), (1, Gen.Long[1, 1L << 55]),
            (1, Gen.Long[1, 1L << 35].Select(s => s * 1000000))),
        Gen.UInt,
        Gen.Int[PackEncoder.MaxRecordSize + 2, 700].Array[1, 4],
        Make);

    /// <summary>A base name is a name's start: a letter or a digit comes first (RFC 8428 section 4.5.1).</summary>
    private static string BaseName(string name) => name.Length == 0 || char.IsAsciiLetterOrDigit(name[0]) ? name : "a" + name[1..];

    private static SenmlCase Make(
        string baseName, (Channel, (int Value, int Ago)[], string)[] channels, int[] values, int read, long now, long unix, uint sequence,
        int[] sizes)
    {
        foreach ((Channel channel, (int Value, int Ago)[] history, _) in channels)
        {
            foreach ((int value, int ago) in history.OrderByDescending(h => h.Ago))
            {
                channel.History.Append(value, now - ago);
            }
        }

        int[] indexes = [.. Enumerable.Range(0, channels.Length).Where(i => (read & (1 << i)) != 0)];
        indexes = indexes.Length == 0 ? [0] : indexes;
        return new SenmlCase(
            baseName, [.. channels.Select(c => c.Item1)], [.. channels.Select(c => c.Item3)], indexes, values, now, unix, sequence, sizes);
    }

    /// <summary>Cuts as the server does: at the maximum length, also within a pair of surrogates.</summary>
    private static string Cut(string[] characters)
    {
        string text = string.Concat(characters);
        return text.Length <= Channel.MaxTextLength ? text : text[..Channel.MaxTextLength];
    }

    /// <summary>A channel's text is the last one that the server read from its sensor; here there is no server.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Text")]
    private static extern void SetText(Channel channel, string text);
}
