using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>How much a client prefers a media type (RFC 9110 section 12.5.1).</summary>
[TestClass]
public class AcceptTests
{
    private readonly RouteBench _bench = new RouteBench(1, new QualityRoute());

    [TestMethod]
    public void The_most_specific_range_counts()
    {
        Check(1000, "*/*");
        Check(500, "*/*;q=0.5");
        Check(250, "text/*;q=0.25");
        Check(1000, "text/plain");
        Check(200, "text/plain;q=0.2, text/*, */*");
        Check(300, "*/*, text/*;q=0.3");
        Check(300, "text/*;q=0.3,*/*;q=0.9");
        Check(400, "image/*;q=0.9, */*;q=0.4");
        Check(700, "TEXT/PLAIN;q=0.7");
        Check(0, "image/png, image/*");
        Check(400, "image/png,text/plain;q=0.4");
    }

    [TestMethod]
    public void A_range_is_two_words_or_stars()
    {
        string[] others =
        {
            "*", "text", "text/", "text*", "te/*", "a/*", "/*", "*/", "*/plain", "text/plai", "text/plainer", "text/p*", "text/plain/*",
            "text\\plain", "xext/plain", "*x*", "*/x", "*a/*",
        };
        foreach (string other in others)
        {
            Check(0, other);
        }

        Assert.AreEqual("1000", Quality("a/z", "A/Z"));
        Assert.AreEqual("0", Quality("a/~", "a/^"));

        // Text before the field in the buffer is not a part of it.
        Assert.AreEqual("0", Quality("text/plain&/", "*"));
    }

    [TestMethod]
    public void Its_quality_has_three_digits()
    {
        Check(1, "text/plain;q=0.001");
        Check(0, "text/plain;q=0.0009");
        Check(123, "text/plain;q=0.1239");
        Check(1000, "text/plain;q=1");
        Check(1000, "text/plain;q=1.000");
        Check(0, "text/plain;q=0");
        Check(0, "text/plain;q=0.");
        Check(600, "text/plain ; Q=0.6 ");
        Check(500, "text/plain;q=0.5x");
        Check(1000, "text/plain;qx0.5");
        Check(400, "text/plain;format=flowed;q=0.4");
        Check(1000, "text/plain;format=flowed");
        Check(1000, "text/plain;q=");
        Check(1000, string.Empty);
        Assert.IsTrue(_bench.Request("GET /quality?type=text/plain").EndsWith("\r\n\r\n1000"), "A client that does not say");
    }

    private void Check(int expected, string accept)
    {
        Assert.AreEqual(expected.ToString(), Quality("text/plain", accept), accept);
    }

    private string Quality(string type, string accept)
    {
        string answer = _bench.Request("GET /quality?type=" + type, "Accept: " + accept + "\r\n");
        return answer.Substring(answer.IndexOf("\r\n\r\n") + 4);
    }

    private sealed class QualityRoute : RequestRoute
    {
        private static readonly string[] Fields = { "cookie", "accept" };

        internal QualityRoute()
            : base("/quality", HttpMethod.Get, 0, Fields)
        {
        }

        protected override void Respond(Request request, Response response)
        {
            string type = string.Empty;
            request.Query.TryGetText("type", 32, ref type);
            response.Write(request.QualityOf(type));
        }
    }
}
