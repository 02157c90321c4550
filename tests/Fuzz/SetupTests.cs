using System.Text;
using CsCheck;
using Sensorcast.Setup;
using Sensorcast.Tests.Fuzz.Setup;

namespace Sensorcast.Tests.Fuzz;

/// <summary>The form of set-up mode: whatever comes, it is tried as a whole or not at all, and answered with a page.</summary>
[TestClass]
public class SetupTests
{
    private static readonly Gen<byte[]> Value = Gen.OneOf(
        OneOf("486f6d65", "4775657374", "other", "", "Home", "486F6D65", "12345678", "correct horse", "486f6d6", new string('a', 63),
            new string('a', 64), new string('g', 64))
            .Select(Encoding.UTF8.GetBytes),
        Gen.Byte.Array[0, 70],
        Gen.Char[' ', '\uffff'].Array[0, 30].Select(static characters => Encoding.UTF8.GetBytes(characters)));

    private static readonly Gen<(string Name, byte[] Value)[]> Fields =
        Gen.Select(OneOf("network", "network", "name", "password", "password", "token", "Network"), Value).Array[0, 5];

    [TestMethod]
    public void Forms_are_taken_as_a_whole_or_not_at_all() => Gen.Select(Fields, Gen.Int).Hold(
        10_000,
        form =>
        {
            var phone = new Phone();
            string body = Encode(form.Item1, new Random(form.Item2));
            int status = phone.Post(body, out string page);
            (byte[] Name, string Password)? expected = body.Length > 1024 ? null : Model(form.Item1);
            Assert.AreEqual(body.Length > 1024 ? 413 : expected is null ? 422 : 303, status, body);
            Assert.AreEqual(expected is null ? SetupState.Open : SetupState.Accepted, phone.Mode.State);
            if (expected is { } right)
            {
                CollectionAssert.AreEqual(right.Name, phone.Mode.TriedName);
                Assert.AreEqual(right.Password, phone.TriedPassword());
            }
            else if (status == 422)
            {
                Assert.Contains("<p class=e ", page);
                AssertMarkup(page);
            }
        },
        form => Encode(form.Item1, new Random(form.Item2)));

    [TestMethod]
    public void Bytes_that_are_no_form_are_survived() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Char["&=%+0aknetworpsd"].Array[0, 200].Select(static text => Encoding.ASCII.GetBytes(text)))
            .Hold(
        5_000,
        bytes =>
        {
            var phone = new Phone();
            int status = phone.Post(bytes, out string page);
            Assert.IsTrue(status is 422 or 303, $"{status}");
            Assert.IsTrue(status == 303 || page.EndsWith("</main>\n", StringComparison.Ordinal));
        },
        Convert.ToHexString);

    [TestMethod]
    public void Names_of_networks_never_become_markup() =>
        Gen.Select(
            Gen.OneOf(
                Gen.Byte.Array[1, 32],
                OneOf((byte)'<', (byte)'>', (byte)'"', (byte)'\'', (byte)'&', (byte)'a', (byte)0xC3, (byte)0xA4).Array[1, 32]).Array[0, 25],
                Gen.Int[-100, -20]).Hold(
        2_000,
        networks =>
        {
            var phone =
                new Phone([.. networks.Item1.Select((name, index) => new Network(name, networks.Item2 - index, NetworkSecurity.Secured))]);
            int status = phone.Get("/", out string page);
            Assert.AreEqual(200, status);
            AssertMarkup(page);
            int rows = page.Split("<input type=radio").Length - 1;
            int distinct = networks.Item1.Select(Convert.ToHexString).Distinct().Count();
            Assert.AreEqual(Math.Min(distinct, NetworkList.MaxCount) + 1, rows);
        },
        networks => string.Join(' ', networks.Item1.Select(Convert.ToHexString)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>All markup is the page's own: what is between the tags that it has is text.</summary>
    private static void AssertMarkup(string page)
    {
        string body = page[page.IndexOf("<main>", StringComparison.Ordinal)..];
        foreach (string start in body.Split('<').Skip(1))
        {
            string tag = start[..Math.Max(start.IndexOfAny([' ', '>']), 0)];
            Assert.IsTrue(
                tag is "main" or "/main" or "h1" or "/h1" or "p" or "/p" or "b" or "/b" or "form" or "/form" or "fieldset" or "/fieldset"
                    or "legend" or "/legend"
                or "label" or "/label" or "input" or "bdi" or "/bdi" or "small" or "/small" or "div" or "/div" or "a" or "/a" or "button"
                    or "/button", tag);
        }

        Assert.DoesNotContain('\0', page);
    }

    private static string Encode((string Name, byte[] Value)[] fields, Random random)
    {
        var body = new StringBuilder();
        foreach ((string name, byte[] value) in fields)
        {
            body.Append(body.Length > 0 ? "&" : "").Append(name).Append('=');
            foreach (byte next in value)
            {
                bool isPlain = char.IsAsciiLetterOrDigit((char)next) && random.Next(4) > 0;
                body.Append(isPlain ? ((char)next).ToString() : next == ' ' && random.Next(2) == 0 ? "+" : $"%{next:X2}");
            }
        }

        return body.ToString();
    }

    /// <summary>What a form means, in a plain way; <see langword="null"/>: it is not valid.</summary>
    private static (byte[] Name, string Password)? Model((string Name, byte[] Value)[] fields)
    {
        bool hasOthers = fields.Any(static field => field.Name is not ("network" or "name" or "password"));
        bool hasTwice = fields.GroupBy(static field => field.Name).Any(static group => group.Count() > 1);
        if (hasOthers || hasTwice)
        {
            return null;
        }

        byte[]? ValueOf(string name) => fields.Where(field => field.Name == name).Select(static field => field.Value).FirstOrDefault();
        byte[] typed = ValueOf("name") ?? [];
        string chosen = Encoding.Latin1.GetString(ValueOf("network") ?? "other"u8.ToArray());
        byte[] password = ValueOf("password") ?? [];
        if (!IsText(typed) || !IsText(password) || typed.Length > 32)
        {
            return null;
        }

        byte[] name = typed;
        if (chosen != "other")
        {
            bool areDigits = chosen.Length is > 0 and <= 64 && chosen.Length % 2 == 0 && chosen.All(char.IsAsciiHexDigitLower);
            if (!areDigits || typed.Length > 0)
            {
                return null;
            }

            name = Convert.FromHexString(chosen);
        }

        bool isKey = password.Length == 64 && password.All(static b => char.IsAsciiHexDigit((char)b));
        bool isPassword = password.Length is 0 or (>= 8 and <= 63) || isKey;
        bool isHome = name.AsSpan().SequenceEqual("Home"u8);
        bool isGuest = name.AsSpan().SequenceEqual("Guest"u8);
        return name.Length == 0 || !isPassword || (isHome && password.Length == 0) || (isGuest && password.Length > 0)
            ? null
            : (name, Encoding.UTF8.GetString(password));
    }

    private static bool IsText(byte[] bytes)
    {
        try
        {
            return !new UTF8Encoding(false, true).GetString(bytes).Contains('\0', StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
