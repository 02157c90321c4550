using System.Text;

namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Sequences after Markus Kuhn's "UTF-8 decoder capability and stress test", in the numbering of the Autobahn testsuite.</summary>
internal static class Utf8Table
{
    /// <summary>
    /// The Greek word κόσμε, with its accented letter from the block "Greek Extended": code points of two and of three octets.
    /// </summary>
    public const string Kosme = "cebae1bdb9cf83cebcceb5";

    public static IEnumerable<Utf8Group> Groups =>
    [
        new(
            5,
            "Code points of one to four octets",
            "68656c6c6f24776f726c64",
            "68656c6c6fc2a2776f726c64",
            "68656c6c6fe282ac776f726c64",
            "68656c6c6ff0a4ada2776f726c64",
            KosmeUpTo(11)),
        new(6, "Every beginning of a word", [.. Enumerable.Range(1, 11).Select(KosmeUpTo)]),
        new(7, "First code point of each length", "00", "c280", "e0a080", "f0908080"),
        new(8, "First of five and of six octets", "!f888808080", "!fc8480808080"),
        new(9, "Last code point of each length", "7f", "dfbf", "efbfbf", "f48fbfbf"),
        new(10, "Last of four, of five and of six octets by the old definition", "!f7bfbfbf", "!fbbfbfbfbf", "!fdbfbfbfbfbf"),
        new(11, "At the edges of what is allowed", "ed9fbf", "ee8080", "efbfbd", "f48fbfbf", "!f4908080"),
        new(
            12,
            "Continuation octets without a start",
            "!80",
            "!bf",
            "!80bf",
            "!80bf80",
            "!80bf80bf",
            "!80bf80bf80",
            "!80bf80bf80bf",
            "!" + Range(0x80, 0xBE, "")),
        new(
            13,
            "Start octets, each before a space",
            "!" + Range(0xC0, 0xDE, "20"),
            "!" + Range(0xE0, 0xEE, "20"),
            "!" + Range(0xF0, 0xF6, "20"),
            "!" + Range(0xF8, 0xFA, "20"),
            "!" + Range(0xFC, 0xFC, "20")),
        new(14, "Last octet missing", [.. Incomplete.Select(sequence => "!" + sequence)]),
        new(15, "All of 6.14 in a row", "!" + string.Concat(Incomplete)),
        new(16, "Octets that never occur", "!fe", "!ff", "!fefeffff"),
        new(17, "Overlong forms of a slash", "!c0af", "!e080af", "!f08080af", "!f8808080af", "!fc80808080af"),
        new(18, "Longest overlong forms", "!c1bf", "!e09fbf", "!f08fbfbf", "!f887bfbfbf", "!fc83bfbfbfbf"),
        new(19, "Overlong forms of NUL", "!c080", "!e08080", "!f0808080", "!f880808080", "!fc8080808080"),
        new(20, "One surrogate", "!eda080", "!edadbf", "!edae80", "!edafbf", "!edb080", "!edbe80", "!edbfbf"),
        new(
            21,
            "Two surrogates",
            "!eda080edb080",
            "!eda080edbfbf",
            "!edadbfedb080",
            "!edadbfedbfbf",
            "!edae80edb080",
            "!edae80edbfbf",
            "!edafbfedb080",
            "!edafbfedbfbf"),
        new(22, "Code points that are no characters, the last two of a plane", [.. Enumerable.Range(0, 17).SelectMany(LastTwoOfPlane)]),
        new(23, "Specials such as the replacement character", "efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf"),
    ];

    private static string[] Incomplete =>
        ["c0", "e080", "f08080", "f8808080", "fc80808080", "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"];

    /// <summary>The first octets of the word; those that end within a code point are marked.</summary>
    private static string KosmeUpTo(int length) => (length is 2 or 5 or 7 or 9 or 11 ? "" : "!") + Kosme[..(2 * length)];

    private static string Range(int first, int last, string separator) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(octet => octet.ToString("x2", provider: null) + separator));

    private static string[] LastTwoOfPlane(int plane) => [Encoded((plane << 16) | 0xFFFE), Encoded((plane << 16) | 0xFFFF)];

    private static string Encoded(int codePoint) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(codePoint)));
}
