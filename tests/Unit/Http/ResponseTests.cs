using System.Text;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>What a route writes, and what it must not.</summary>
[TestClass]
public class ResponseTests
{
    private readonly WritingRoute _route = new WritingRoute();
    private readonly RouteBench _bench;

    public ResponseTests()
    {
        _bench = new RouteBench(1, _route);
    }

    private delegate void Writer(Request request, Response response);

    [TestMethod]
    public void Writes_whole_numbers()
    {
        Check("0", (request, response) => response.Write(0));
        Check("9", (request, response) => response.Write(9));
        Check("10", (request, response) => response.Write(10));
        Check("-1", (request, response) => response.Write(-1));
        Check("-100", (request, response) => response.Write(-100));
        Check("1234567890123", (request, response) => response.Write(1234567890123));
        Check("9223372036854775807", (request, response) => response.Write(long.MaxValue));
        Check("-9223372036854775808", (request, response) => response.Write(long.MinValue));
    }

    [TestMethod]
    public void Escapes_text()
    {
        Check("a&lt;b&gt;&amp;&quot;&#39; \u00e4", (request, response) => response.WriteHtml("a<b>&\"' \u00e4"));
        Check(
            "\"a\\\"\\\\/\\n\\r\\t\\u0001\\u001F \u007f\u00e4\"",
            (request, response) => response.WriteJson("a\"\\/\n\r\t\u0001\u001f \u007f\u00e4"));
        Check("\"\"", (request, response) => response.WriteJson(string.Empty));
    }

    [TestMethod]
    public void A_body_has_at_most_2048_bytes()
    {
        string longest = HandshakeCase.Repeat("x", 2048);
        Check(longest, (request, response) => response.Write(longest));
        Check(longest, (request, response) => response.Write(Encoding.UTF8.GetBytes(longest), 0, 2048));
        CheckFailure((request, response) => response.Write(longest + "x"));
        CheckFailure((request, response) => response.Write(longest.Substring(1) + "\u00e4"));
        CheckFailure((request, response) => response.Write(new byte[2049], 0, 2049));
        CheckFailure(
            (request, response) =>
            {
                response.Write(longest);
                response.Write(1);
            });
        CheckFailure(
            (request, response) =>
            {
                response.Write(longest + "x");
                response.Write("x");
            });
    }

    /// <summary>RFC 9110 section 15.3.5: there is no content, and nothing that describes it.</summary>
    [TestMethod]
    public void No_content_has_no_body()
    {
        string answer = Answer(
            (request, response) =>
            {
                response.StatusCode = HttpStatus.NoContent;
                response.Write("dropped");
            });
        Assert.AreEqual("HTTP/1.1 204 No Content\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n", answer);
    }

    [TestMethod]
    public void Pieces_replace_what_was_written_and_a_refusal_replaces_them()
    {
        string answer = Answer(
            (request, response) =>
            {
                response.Write("dropped");
                response.SendPieces();
            });
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 ") && answer.IndexOf("Content-Length") < 0, answer);
        Assert.IsTrue(answer.EndsWith("\r\n\r\npiece"), answer);
        answer = Answer(
            (request, response) =>
            {
                response.SendPieces();
                response.Refuse(HttpStatus.Conflict, "no");
            });
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 409 ") && answer.EndsWith("\r\n\r\nno\n"), answer);
        answer = Answer(
            (request, response) =>
            {
                response.Refuse(HttpStatus.Conflict, "no");
                response.SendPieces();
            });
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 409 ") && answer.EndsWith("\r\n\r\nno\n"), answer);
    }

    [TestMethod]
    public void A_media_type_names_the_encoding_of_text()
    {
        CheckField("Content-Type: text/plain; charset=utf-8", (request, response) => { });
        CheckField("Content-Type: text/plain; charset=utf-8", (request, response) => response.ContentType = "text/plain");
        CheckField("Content-Type: text/html; charset=utf-8", (request, response) => response.ContentType = "text/html");
        CheckField("Content-Type: text/csv", (request, response) => response.ContentType = "text/csv");
        string longest = HandshakeCase.Repeat("x", 64);
        CheckField("Content-Type: " + longest, (request, response) => response.ContentType = longest);
        CheckFailure((request, response) => response.ContentType = longest + "x");
        foreach (string text in new string[] { "a\rb", "a\nb", "\ra", "\na" })
        {
            CheckFailure((request, response) => response.ContentType = text);
        }
    }

    /// <summary>A line break in a value would start another field, or the body.</summary>
    [TestMethod]
    public void A_field_is_one_line_and_all_have_256_bytes()
    {
        CheckField("X-A: b", (request, response) => response.AddField("X-A", "b"));
        CheckField(
            "X-A: b", (request, response) =>
            {
                response.AddField("X-A", "b");
                response.Write(HandshakeCase.Repeat("x", 2048));
            });
        string longest = HandshakeCase.Repeat("x", 256 - 7);
        CheckField("X-A: " + longest, (request, response) => response.AddField("X-A", longest));
        CheckFailure((request, response) => response.AddField("X-A", longest + "x"));
        CheckFailure((request, response) => response.AddField("X-AB", longest));
        CheckFailure(
            (request, response) =>
            {
                response.AddField("X-A", longest);
                response.AddField("X", string.Empty);
            });
        foreach (string text in new string[] { "a\rb", "a\nb", "\ra", "\na" })
        {
            CheckFailure((request, response) => response.AddField("X-A", text));
            CheckFailure((request, response) => response.AddField(text, "a"));
        }
    }

    [TestMethod]
    public void What_was_written_for_one_client_is_gone_for_the_next()
    {
        string answer = Answer(
            (request, response) =>
            {
                response.ContentType = "text/html";
                response.AddField("X-A", "b");
                response.Write("one");
                response.Refuse(HttpStatus.Conflict, "no");
            });
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 409 "), answer);
        Assert.IsTrue(answer.IndexOf("\r\nX-A: b\r\n") > 0 && answer.EndsWith("\r\n\r\nno\n"), answer);
        answer = Answer((request, response) => response.Write("two"));
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 ") && answer.IndexOf("X-A") < 0 && answer.EndsWith("\r\n\r\ntwo"), answer);
    }

    /// <summary>A route that answers HEAD sees a GET.</summary>
    [TestMethod]
    public void HEAD_is_a_GET_for_the_route()
    {
        bool wasGet = false;
        _route.Writer = (request, response) => wasGet = request.Method == HttpMethod.Get;
        Assert.IsTrue(_bench.Request("HEAD /write").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(wasGet);
    }

    private void Check(string expected, Writer writer)
    {
        string answer = Answer(writer);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 "), answer);
        Assert.AreEqual(expected, answer.Substring(answer.IndexOf("\r\n\r\n") + 4));
    }

    private void CheckField(string field, Writer writer)
    {
        string answer = Answer(writer);
        Assert.IsTrue(answer.IndexOf("\r\n" + field + "\r\n") > 0, answer);
    }

    private void CheckFailure(Writer writer)
    {
        string answer = Answer(writer);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 500 "), answer);
    }

    private string Answer(Writer writer)
    {
        _route.Writer = writer;
        return _bench.Request("GET /write");
    }

    private sealed class WritingRoute : RequestRoute
    {
        internal WritingRoute()
            : base("/write", HttpMethod.Get)
        {
        }

        internal Writer Writer { get; set; }

        protected override void Respond(Request request, Response response)
        {
            Writer(request, response);
        }

        protected override int WritePiece(int slot, byte[] buffer, int position, out bool isLast)
        {
            isLast = true;
            return position + Encoding.UTF8.GetBytes("piece", 0, 5, buffer, position);
        }
    }
}
