using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>The fields of a query or a form: how many there are, and their values as a number, a text and a check box.</summary>
[TestClass]
public class FormFieldsTests
{
    private readonly RouteBench _bench = new RouteBench(1, new FormRoute());

    [TestMethod]
    public void Counts_fields()
    {
        Check("0 0", string.Empty);
        Check("1 0", "b");
        Check("1 0", "A=1");
        Check("1 0", "aa=1");
        Check("2 0", "b&=1");
        Check("2 0", "&b=1&&c&");
        Check("1 1 text=", "a");
        Check("1 1 text=", "a=");
        Check("2 2 number=1 text=1 box=yes", "a=1&a=2");
        Check("2 2 text=", "a&a=2");
        Check("2 1 number=7 text=7", "aa=1&%61=7");
        Check("1 0", "%61%3d=7");
    }

    [TestMethod]
    public void Reads_whole_numbers_of_a_range()
    {
        Check("1 1 number=-250 text=-250", "a=-250");
        Check("1 1 text=-251", "a=-251");
        Check("1 1 number=259 text=259", "a=259");
        Check("1 1 text=260", "a=260");
        Check("1 1 number=9 text=9", "a=9");
        Check("1 1 number=9 text=0009", "a=0009");
        Check("1 1 number=9 text=9", "a=%39");
        string[] others =
        {
            "9x", "x9", "-", "--9", "9-", " 9", "9 ", "9.", "2147483648", "99999999999999999999", "18446744073709551621", "-4294967295",
        };
        foreach (string other in others)
        {
            Check("1 1 text=" + other, "a=" + Spaced(other));
        }
    }

    [TestMethod]
    public void Reads_texts_of_a_size()
    {
        Check("1 1 text=12345678901234567890", "a=12345678901234567890");
        Check("1 1", "a=123456789012345678901");
        Check("1 1 text=a b c=d", "a=a+b%20c=d");
        Check("1 1 text=\u00e4", "a=%c3%A4");
        Check("1 1 text=\u0001\n", "a=%01%0a");
        foreach (string other in new string[] { "%c3", "%00", "x%00", "%", "%4", "%4x", "%x4", "%%34", "x%gf" })
        {
            Check("1 1", "a=" + other);
        }
    }

    [TestMethod]
    public void Reads_check_boxes()
    {
        foreach (string value in new string[] { "on", "true" })
        {
            Check("1 1 text=" + value + " box=yes", "a=" + value);
        }

        foreach (string value in new string[] { "off", "false" })
        {
            Check("1 1 text=" + value + " box=no", "a=" + value);
        }

        Check("1 1 number=0 text=0 box=no", "a=0");
        foreach (string value in new string[] { "On", "o", "onn", "yes" })
        {
            Check("1 1 text=" + value, "a=" + value);
        }
    }

    private static string Spaced(string text)
    {
        string encoded = string.Empty;
        foreach (char c in text)
        {
            encoded += c == ' ' ? "+" : c.ToString();
        }

        return encoded;
    }

    /// <summary>As a query and as a form. The digit after them in the buffer is not a part of them.</summary>
    private void Check(string expected, string fields)
    {
        Assert.IsTrue(_bench.Request("GET /fields?" + fields, "X-After: 1\r\n").EndsWith("\r\n\r\n" + expected + "\n"), fields);
        string answer = _bench.Request("POST /fields", "Content-Length: " + fields.Length + "\r\n", fields);
        Assert.IsTrue(answer.EndsWith("\r\n\r\n" + expected + "\n"), fields + answer);
    }

    private sealed class FormRoute : RequestRoute
    {
        private static readonly string[] Fields = { "x-after" };

        internal FormRoute()
            : base("/fields", HttpMethod.Get | HttpMethod.Post, 64, Fields)
        {
        }

        protected override void Respond(Request request, Response response)
        {
            FormFields fields = request.Method == HttpMethod.Post ? request.Form : request.Query;
            int number = 0;
            string text = string.Empty;
            bool box = false;
            response.Write(fields.Total);
            response.Write(" ");
            response.Write(fields.Count("a"));
            response.Write(fields.TryGetInt32("a", -250, 259, ref number) ? " number=" + number : string.Empty);
            response.Write(fields.TryGetText("a", 20, ref text) ? " text=" + text : string.Empty);
            response.Write(fields.TryGetBoolean("a", ref box) ? box ? " box=yes" : " box=no" : string.Empty);
            response.Write("\n");
        }
    }
}
