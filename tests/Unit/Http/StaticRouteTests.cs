using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>Constant bytes: whole, of any size, and known by their entity tag.</summary>
[TestClass]
public class StaticRouteTests
{
    [TestMethod]
    public void Bytes_of_any_size_come_whole()
    {
        foreach (int size in new int[] { 0, 1, 1023, 1024, 1025, 2048, 5000 })
        {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++)
            {
                bytes[i] = (byte)((i * 7) + (i >> 8));
            }

            RouteBench bench = new RouteBench(1, new StaticRoute("/file", "text/plain", bytes));
            MemoryTransport client = bench.Connect("GET /file HTTP/1.1\r\nHost: board\r\n\r\n");
            string head = client.SkipHead("HTTP/1.1 200 ");
            Assert.IsTrue(head.IndexOf("\r\nContent-Length: " + size + "\r\n") > 0, head);
            byte[] body = client.Take();
            Assert.AreEqual(size, body.Length);
            for (int i = 0; i < size; i++)
            {
                if (body[i] != bytes[i])
                {
                    Assert.AreEqual(-1, i, "The byte at this offset is wrong");
                }
            }
        }
    }

    [TestMethod]
    public void Says_how_the_bytes_are_compressed_and_how_long_they_may_be_used()
    {
        RouteBench bench = new RouteBench(
            1, new StaticRoute("/plain", "text/plain", new byte[1]),
            new StaticRoute("/zip", "text/plain", new byte[1]) { ContentEncoding = "gzip", Caching = "max-age=60" });
        string plain = bench.Connect("GET /plain HTTP/1.1\r\nHost: board\r\n\r\n").SkipHead("HTTP/1.1 200 ");
        Assert.IsTrue(plain.IndexOf("\r\nCache-Control: no-cache\r\n") > 0 && plain.IndexOf("Content-Encoding") < 0, plain);
        string zip = bench.Connect("GET /zip HTTP/1.1\r\nHost: board\r\n\r\n").SkipHead("HTTP/1.1 200 ");
        Assert.IsTrue(zip.IndexOf("\r\nContent-Encoding: gzip\r\n") > 0 && zip.IndexOf("\r\nCache-Control: max-age=60\r\n") > 0, zip);
    }

    [TestMethod]
    public void The_entity_tag_is_the_routes_or_made_from_the_bytes()
    {
        Assert.AreEqual("\"mine\"", new StaticRoute("/file", "text/plain", new byte[3], "\"mine\"").ETag);
        string made = new StaticRoute("/file", "text/plain", new byte[3]).ETag;
        Assert.AreEqual(made, new StaticRoute("/other", "text/html", new byte[3]).ETag);
        foreach (byte[] others in new byte[][] { new byte[2], new byte[4], new byte[] { 0, 0, 1 }, new byte[] { 1, 0, 0 } })
        {
            Assert.IsFalse(made == new StaticRoute("/file", "text/plain", others).ETag, Hex.Show(others));
        }

        RouteBench bench = new RouteBench(1, new StaticRoute("/file", "text/plain", new byte[3]));
        Assert.IsTrue(bench.Request("GET /file", "If-None-Match: " + made + "\r\n").StartsWith("HTTP/1.1 304 "));
        bench.Connect("GET /file HTTP/1.1\r\nHost: board\r\nIf-None-Match: \"mine\"\r\n\r\n").SkipHead("HTTP/1.1 200 ");
    }
}
