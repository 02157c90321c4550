using CsCheck;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>DNS messages: what hosts send, what is nearly that, and what no host sends.</summary>
internal static class DnsGen
{
    /// <summary>Names with pointers to anywhere, which a message may have at any place.</summary>
    private static readonly Gen<byte[]> Name = Gen.Select(
        Gen.OneOf("sensorcast-a1b2c3", "_sensorcast", "_tcp", "_http", "local", "other", "_services", "_dns-sd", "_udp", "x").Array[0, 5],
        Gen.Frequency((3, Gen.Const(-1)), (2, Gen.Int[0, 80])),
        (labels, pointer) =>
        {
            IEnumerable<byte> name =
                labels.SelectMany(label => (byte[])[(byte)label.Length, .. System.Text.Encoding.ASCII.GetBytes(label)]);
            return pointer < 0 ? [.. name, 0] : (byte[])[.. name, (byte)(0xC0 | (pointer >> 8)), (byte)pointer];
        });

    private static readonly Gen<int> Type = Gen.OneOf(1, 12, 16, 28, 33, 47, 255, 41);
    private static readonly Gen<int> Class = Gen.OneOf(1, 0x8001, 255, 3);

    private static readonly Gen<byte[]> Question =
        Gen.Select(Name, Type, Class, (name, type, recordClass) => (byte[])[.. name, .. Word(type), .. Word(recordClass)]);

    private static readonly Gen<byte[]> Data = Gen.OneOf(
        Name,
        Gen.Byte.Array[4],
        Name.Select(name => (byte[])[0, 0, 0, 0, 0, 80, .. name]),
        Gen.Byte.Array[0, 12].Select(text => (byte[])[(byte)text.Length, .. text]),
        ByteGen.Garbage);

    private static readonly Gen<byte[]> Record =
        Gen.Select(Question, Gen.UInt, Data, Gen.Frequency((9, Gen.Const(0)), (1, Gen.Int[-3, 300])), (question, time, data, off) =>
        (byte[])[.. question, .. Word((int)(time >> 16)), .. Word((int)(time & 0xFFFF)), .. Word(Math.Max(0, data.Length + off)), .. data]);

    private static readonly Gen<byte[]> Made = Gen.Select(
        Gen.OneOf(0, 0x8400, 0x0200, 0x0100, 0x1000, 0x8403),
        Question.Array[0, 3],
        Record.Array[0, 3],
        Record.Array[0, 2],
        Gen.Frequency((9, Gen.Const(0)), (1, Gen.Int[0, 65535])),
        (flags, questions, answers, claims, off) => (byte[])
        [
            0, 0, .. Word(flags), .. Word(questions.Length), .. Word(answers.Length), .. Word(claims.Length), .. Word(off),
            .. questions.Concat(answers).Concat(claims).SelectMany(part => part),
        ]);

    internal static readonly Gen<byte[]> Message =
        Gen.Frequency((6, Made), (2, ByteGen.Mutated(Made)), (1, ByteGen.Truncated(Made)), (1, ByteGen.Garbage));

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
