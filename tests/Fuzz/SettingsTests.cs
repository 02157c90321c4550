using System.Net;
using System.Text;
using CsCheck;
using Sensorcast.Dns;
using Sensorcast.Http;
using Sensorcast.Settings;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz;

/// <summary>
/// For any stored copy and any form: values are valid, forms are taken whole or not at all, and no value becomes markup.
/// </summary>
[TestClass]
public class SettingsTests
{
    private const int MaxMotto = 20;

    // Each value in percent signs, the names, and a button.
    private const int MaxForm = (3 * (MaxMotto + 11 + 3)) + 5 + 6 + 3 + (3 * 2) + 64;

    private static readonly Gen<byte[]> Value =
        Gen.Frequency(
            (4, TextGen.Any),
            (1, Gen.OneOf("70", "-10", "5", "on", "off", "a.example", "", " x ", "<\">&").Select(Encoding.UTF8.GetBytes)));

    private static readonly Gen<byte[]> Form =
        Gen.Frequency((6, Gen.OneOf("motto", "period", "led")), (1, Gen.OneOf("Motto", "later", "do", "", "motto-remove")))
        .Select(Value, Gen.Int[0, 2], static (name, value, coding) =>
            (byte[])[.. Encoding.ASCII.GetBytes(name + "="), .. Encode(value, coding)])
        .Array[0, 3].Select(pairs => (byte[])[.. pairs.SelectMany((pair, i) => i == 0 ? pair : [(byte)'&', .. pair])]);

    private static readonly Gen<byte[]> Copy =
        Gen.Select(
            Gen.OneOf("motto=", "period=", "led=", "later=", "")
                .Select(Value, static (name, value) => (byte[])[.. Encoding.ASCII.GetBytes(name), .. value]).Array[0, 4], Gen.Int[0, 3])
        .Select(static (entries, number) => Stored(entries, number));

    private static readonly Gen<byte[]?> Stuff = Gen.Frequency(
        (4, Copy.Select(static copy => (byte[]?)copy)),
        (4, ByteGen.Mutated(Copy).Select(static copy => (byte[]?)copy)),
        (1, ByteGen.Garbage.Select(static bytes => (byte[]?)bytes)),
        (1, Gen.Const((byte[]?)null)));

    [TestMethod]
    public void Whatever_is_stored_each_value_is_valid_and_can_be_saved_again() => Gen.Select(Stuff, Stuff).Hold(
        5_000,
        copies =>
        {
            var program = new SmallProgram { Copies = [copies.Item1, copies.Item2] };
            SettingsFile file = program.Load();
            program.AssertValid();
            string values = program.Values;
            string? problem = file.Save(DraftOf(file, "period=33"));
            Assert.IsNull(problem);
            Assert.IsNull(file.Problem);
            Assert.AreEqual(33, program.Period.Value);
            var later = new SmallProgram { Copies = program.Copies };
            later.Load();
            Assert.AreEqual(program.Values, later.Values);
            Assert.IsTrue(values.EndsWith("33", StringComparison.Ordinal) || program.Values != values);
        },
        static copies => Show(copies.Item1) + " " + Show(copies.Item2));

    [TestMethod]
    public void A_form_is_taken_whole_or_not_at_all() => Form.Hold(
        5_000,
        form =>
        {
            var program = new SmallProgram();
            SettingsFile file = program.Load();
            var client = new SingleRequest(server => server.Add(new SettingsRoute(server, file)));
            string answer =
                Encoding.UTF8.GetString(
                    client.Request(
                        [.. Encoding.ASCII.GetBytes($"POST /settings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {form.Length}\r\n\r\n"),
                            .. form]));
            string? expected = form.Length > MaxForm ? null : Expected(form);
            program.AssertValid();
            Assert.AreEqual(expected
                ?? "none|60|on", program.Motto.Text + "|" + program.Period.Value + "|" + (program.Led.Value ? "on" : "off"));
            Assert.AreEqual(expected is null || expected == "none|60|on" ? 0 : 1, program.Writes);
            if (expected is not null)
            {
                Assert.StartsWith("HTTP/1.1 303 ", answer);
                return;
            }

            if (form.Length > MaxForm)
            {
                Assert.StartsWith("HTTP/1.1 413 ", answer);
                return;
            }

            Assert.StartsWith("HTTP/1.1 422 ", answer);
            Assert.IsTrue(answer.EndsWith("</main>\n", StringComparison.Ordinal));
            Assert.AreEqual(
                Parts(Encoding.UTF8.GetString(client.Request(Encoding.ASCII.GetBytes("GET /settings HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))),
                    "<input"), Parts(answer, "<input"), "No markup comes in");
        },
        static form => Encoding.Latin1.GetString(form));

    [TestMethod]
    public void Names_are_those_that_others_take() => Gen.OneOf(
        Gen.Char["-.09azAZ_ \u00e9"].Array[0, 6].Select(static letters => new string(letters)), HostGen.NearlyIPv4,
        Gen.Int[60, 66].Select(static count => new string('a', count))).Hold(
        20_000,
        static text =>
        {
            Assert.AreEqual(HostLabel.IsValid(text), HostName.IsLabel(text));
            Assert.AreEqual(IPAddress.TryParse(text, out IPAddress? address) && address.ToString() == text
                && !text.Contains(':'), HostName.IsAddress(text));
            Assert.IsTrue(!HostName.IsName(text)
                || Accepts(() => new AccessRules([text], [], null, null)), "What is set does not keep the server from starting");
        },
        static text => text);

    [TestMethod]
    public void Tokens_and_origins_are_those_that_a_server_starts_with() => Gen.OneOf(
        TextGen.Valid.Select(Encoding.UTF8.GetString), Gen.Int[6, 9].Select(static count => new string('x', count)),
        Gen.Int[63, 65].Select(static count => new string('x', count)),
        Gen.Select(
            Gen.OneOf("http", "https", "", "x"), Gen.OneOf("://", ":", "//"), HostGen.Any, Gen.OneOf("", ":80", ":x", "/", "/path"),
            static (scheme, separator, host, rest) => scheme + separator + host.Text + rest)).Hold(
        20_000,
        static text =>
        {
            Assert.AreEqual(Accepts(() => new AccessRules([], [], text, null)), AccessRules.IsToken(text));
            Assert.AreEqual(Accepts(() => new AccessRules([], [text], null, null)), AccessRules.IsOrigin(text));
        },
        static text => text);

    private static bool Accepts(Func<AccessRules> make)
    {
        try
        {
            _ = make();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What the values are after a form, by rules written a second time, or <see langword="null"/>: none is changed.</summary>
    private static string? Expected(byte[] form)
    {
        string motto = "none";
        int period = 60;
        string led = "on";
        HashSet<string> seen = [];
        foreach (string pair in Encoding.Latin1.GetString(form).Split('&').Where(static pair => pair.Length > 0))
        {
            string name = Encoding.Latin1.GetString(Decode(pair.Split('=')[0]) ?? [0]);
            string? text = Text(Decode(pair.Contains('=') ? pair[(pair.IndexOf('=') + 1)..] : ""))?.Trim(' ');
            if (!seen.Add(name) || text is null)
            {
                return null;
            }

            switch (name)
            {
                case "motto" when Encoding.UTF8.GetByteCount(text) <= MaxMotto:
                    motto = text;
                    break;
                case "period"
                    when int.TryParse(
                        text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture,
                        out period) && period is >= -10 and <= 100 && text[0] != '+':
                    break;
                case "led" when text is "on" or "off":
                    led = text;
                    break;
                default:
                    return null;
            }
        }

        return motto + "|" + period + "|" + led;
    }

    private static string? Text(byte[]? bytes)
    {
        try
        {
            string? text = bytes is null ? null : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text is null || text.Any(static c => c is < ' ' or '\x7F') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        List<byte> bytes = [];
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] != '%')
            {
                bytes.Add(part[i] == '+' ? (byte)' ' : (byte)part[i]);
            }
            else if (i + 2 < part.Length && char.IsAsciiHexDigit(part[i + 1]) && char.IsAsciiHexDigit(part[i + 2]))
            {
                bytes.Add(Convert.ToByte(part.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    /// <summary>Encodes as browsers do, everything, or nothing.</summary>
    private static byte[] Encode(byte[] value, int coding) => coding switch
    {
        0 => [.. value.SelectMany(static b => char.IsAsciiLetterOrDigit((char)b) ? [b] : Encoding.ASCII.GetBytes($"%{b:X2}"))],
        1 => [.. value.SelectMany(static b => Encoding.ASCII.GetBytes($"%{b:x2}"))],
        _ => value,
    };

    private static byte[] Stored(byte[][] entries, int number)
    {
        byte[] head = Encoding.ASCII.GetBytes($"sensorcast-settings {number}");
        byte[] end = Encoding.ASCII.GetBytes($"end {entries.Length}");
        return [.. Line([], head), .. entries.SelectMany(entry => Line(head, entry)), .. Line(head, end)];
    }

    private static byte[] Line(byte[] head, byte[] text)
    {
        uint hash = head.Concat(text).Aggregate(2166136261u, static (hash, next) => unchecked((hash ^ next) * 16777619));
        return [.. Encoding.ASCII.GetBytes($"{hash:x8} "), .. text, (byte)'\n'];
    }

    private static SettingsDraft DraftOf(SettingsFile file, string form)
    {
        var draft = new SettingsDraft(file.Settings);
        draft.Change(file.Settings[1], form.Split('=')[1]);
        return draft;
    }

    private static int Parts(string page, string part) => page.Split(part).Length;

    private static string Show(byte[]? bytes) => bytes is null ? "none" : Encoding.Latin1.GetString(bytes);

    /// <summary>A program with three settings.</summary>
    private sealed class SmallProgram : ISettingsStorage
    {
        internal TextSetting Motto { get; } = new("motto", "Motto", 0, MaxMotto, "none");

        internal NumberSetting Period { get; } = new("period", "Period", -10, 100, 60);

        internal SwitchSetting Led { get; } = new("led", "LED", true);

        internal byte[]?[] Copies { get; init; } = new byte[]?[2];

        internal int Writes { get; private set; }

        internal string Values => Motto.Text + "|" + Led.Value + "|" + Period.Value;

        public byte[] Read(int copy) => Copies[copy]!;

        public void Write(int copy, byte[] bytes)
        {
            Writes++;
            Copies[copy] = bytes;
        }

        internal SettingsFile Load() => new(this, Motto, Period, Led);

        internal void AssertValid()
        {
            Assert.IsLessThanOrEqualTo(MaxMotto, Encoding.UTF8.GetByteCount(Motto.Text));
            Assert.IsFalse(Motto.Text.Any(static c => c is < ' ' or '\x7F'));
            Assert.IsTrue(Period.Value is >= -10 and <= 100);
        }
    }
}
