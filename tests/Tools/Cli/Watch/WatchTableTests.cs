using System.Globalization;
using CsCheck;
using Sensorcast.Cli.Terminals;
using Sensorcast.Cli.Watch;
using Sensorcast.Client;
using Sensorcast.Tests.DotNetClientTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>The lines of <c>sensorcast watch</c> for any channels, at any size.</summary>
[TestClass]
public class WatchTableTests
{
    private static readonly Gen<string> Texts =
        Choice("", "a", "Temperature of the second shed", "室外温度", "e\u0301te\u0301", "🌡️", "\u001b[2J\n", "x\u202ey");
    private static readonly Gen<string> Units = Choice("Cel", "m/s2", "%RH", "V", "/", "lx", "bit/s", "an-unknown-unit");
    private static readonly Gen<decimal> Numbers =
        Gen.Select(Gen.Long, Gen.Int[0, 12], static (number, scale) => new decimal(number) / (decimal)Math.Pow(10, scale));
    private static readonly Gen<(string Title, string Unit, decimal Value, string? Text)> Channels =
        Gen.Select(Texts, Units, Numbers, Gen.Bool, Texts)
        .Select(static one => (one.Item1, one.Item2, one.Item3, one.Item4 ? one.Item5 : null));

    [TestMethod]
    public void No_text_overlaps_another_or_leaves_the_line()
    {
        Gen.Select(Channels.Array[1, 50], Gen.Int[40, 220], Gen.Int[4, 70], Gen.Bool).Sample(
            (channels, width, height, isPlain) =>
            {
                var view = new BoardView("board.local");
                string records = string.Join(',', channels.Select(static (one, index) => string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"n":"c{{index}}","ut":3600,"u":"{{one.Unit}}",{{(one.Text is null ? $"\"v\":{one.Value}" : $"\"vs\":{Quoted(one.Text)}")}},"title":{{Quoted(one.Title)}},"group":{{Quoted(one.Title)}},"alarmhigh":0}""")));
                var known = new Dictionary<string, ChannelInfo>();
                view.Take(Packs.Read($"[{records}]", known), known);

                IReadOnlyList<ScreenLine> lines =
                    new WatchTable(isPlain
                        ? Glyphs.Plain : Glyphs.Unicode).Write([view], 0, new WatchView(), (width, height), hasKeys: true);

                Assert.HasCount(height, lines);
                foreach (ScreenLine line in lines)
                {
                    int end = 0;
                    foreach (Piece piece in line.Pieces)
                    {
                        Assert.IsGreaterThanOrEqualTo(end, piece.Column, line.ToString());
                        Assert.IsFalse(piece.Text.Any(char.IsControl));
                        end = piece.Column + CellText.Width(piece.Text);
                    }

                    Assert.IsLessThanOrEqualTo(width, end, $"{width}: {line}");
                }
            },
            iter: 300);
    }

    [TestMethod]
    [DataRow("Sensor of the shed", 18, "Sensor of the shed")]
    [DataRow("Sensor of the shed", 10, "Senso…shed")]
    [DataRow("室外温度传感器", 8, "室外…器")]
    [DataRow("abc", 2, "a…")]
    [DataRow("abc", 1, "…")]
    public void A_name_is_shortened_in_its_middle(string name, int width, string shown)
    {
        Assert.AreEqual(shown, CellText.CutMiddle(name, width, "…"));
        Assert.IsLessThanOrEqualTo(width, CellText.Width(shown));
    }

    [TestMethod]
    [DataRow("LANG=de_DE.UTF-8", true)]
    [DataRow("LANG=C.utf8", true)]
    [DataRow("LANG=de_DE.UTF-8 LC_ALL=C", false)]
    [DataRow("LANG=C LC_CTYPE=en_US.UTF-8@euro", true)]
    [DataRow("LANG=de_DE.ISO-8859-1", false)]
    [DataRow("LANG=de_DE", false)]
    [DataRow("LC_ALL=", false)]
    public void The_locale_says_which_characters_there_are(string variables, bool isUnicode)
    {
        Dictionary<string, string> environment = variables.Split(' ').Select(static one => one.Split('='))
            .ToDictionary(static one => one[0], static one => one[1]);

        Assert.AreEqual(isUnicode, Glyphs.Of(name => environment.GetValueOrDefault(name)) == Glyphs.Unicode);
    }

    private static Gen<string> Choice(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
