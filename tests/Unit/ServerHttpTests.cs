using System.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class ServerHttpTests
{
    [TestMethod]
    public void Serves_the_page_whole_in_pieces_as_the_socket_takes_them()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        string head = client.SkipHead("HTTP/1.1 200 OK\r\n");
        Assert.IsTrue(head.Contains("\r\nContent-Encoding: gzip\r\n"), head);
        Assert.IsTrue(head.Contains("\r\nContent-Security-Policy: default-src 'none';"), head);
        int length = ContentLength(head);
        Assert.AreEqual(length, client.Received - head.Length);
        Assert.IsTrue(length > 1000 && length <= 48 * 1024, "The page is at most 48 KB as sent");
        Assert.AreEqual("1f8b", client.PeekHex(2));
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    [TestMethod]
    public void Says_with_each_answer_what_a_browser_may_do_with_it()
    {
        ServerBench bench = new ServerBench(2);
        foreach (string path in new string[] { "/", "/status", "/metrics", "/nothing" })
        {
            string head = bench.Connect("GET " + path + " HTTP/1.1\r\nHost: board\r\n\r\n").SkipHead("HTTP/1.1 ");
            Assert.IsTrue(head.Contains("\r\nX-Content-Type-Options: nosniff\r\n"), head);
            Assert.IsTrue(head.Contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"), head);
            string cacheControl = path == "/" ? "no-cache" : "no-store";
            Assert.IsTrue(head.Contains("\r\nCache-Control: " + cacheControl + "\r\n"), head);
            Assert.AreEqual(path == "/", head.Contains("\r\nETag: \""), head);
            Assert.AreEqual(path == "/", head.Contains("\r\nReferrer-Policy: no-referrer\r\n"), head);
        }
    }

    [TestMethod]
    public void Sends_the_page_only_to_a_browser_that_does_not_have_it()
    {
        ServerBench bench = new ServerBench(2);
        string first = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n").SkipHead("HTTP/1.1 200 ");
        int start = first.IndexOf("\r\nETag: ") + 8;
        string tag = first.Substring(start, first.IndexOf("\r\n", start) - start);
        string notModified = "HTTP/1.1 304 Not Modified\r\nConnection: close\r\nCache-Control: no-cache\r\nETag: " + tag + "\r\n\r\n";

        foreach (string method in new string[] { "GET", "HEAD" })
        {
            MemoryTransport client =
                bench.Connect(method + " / HTTP/1.1\r\nHost: board\r\nIf-None-Match: \"other\", W/" + tag + "\r\n\r\n");
            Assert.AreEqual(notModified, client.TakeText());
            Assert.IsTrue(client.IsClosed);
        }

        Assert.AreEqual(
            first, bench.Connect("GET / HTTP/1.1\r\nHost: board\r\nIf-None-Match: \"other\"\r\n\r\n").SkipHead("HTTP/1.1 200 "));

        // The state is never the same.
        bench.Connect("GET /status HTTP/1.1\r\nHost: board\r\nIf-None-Match: *\r\n\r\n").SkipHead("HTTP/1.1 200 ");
    }

    [TestMethod]
    public void Sends_the_longest_fields_and_pieces_that_a_route_may_have()
    {
        RouteBench bench = new RouteBench(2, new WideDocument());
        MemoryTransport client = bench.Connect("GET /wide HTTP/1.1\r\nHost: board\r\n\r\n");
        string head = client.SkipHead("HTTP/1.1 200 OK\r\n");
        Assert.IsTrue(head.Contains("\r\nX-W: w"), head);
        Assert.AreEqual(WideDocument.Pieces * WideDocument.PieceSize, client.Received - head.Length);
        Assert.IsTrue(client.TakeText().EndsWith("c"));
        Assert.IsTrue(client.IsClosed);
    }

    [TestMethod]
    public void Sends_the_page_on_when_a_slow_client_takes_it_again()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport whole = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n");

        MemoryTransport slow = bench.Listener.Connect();
        slow.Say("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        for (int i = 0; i < 200 && !slow.IsClosed; i++)
        {
            slow.TakesBytes = true;
            bench.Server.Step();
            slow.TakesBytes = false;
            bench.Run(100);
        }

        CheckSame(whole, slow);
    }

    [TestMethod]
    public void Sends_the_page_whole_to_a_client_that_has_finished_sending()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport whole = bench.Connect("GET / HTTP/1.1\r\nHost: board\r\n\r\n");

        MemoryTransport client = bench.Listener.Connect();
        client.Say("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        client.Finish();
        bench.Run();
        CheckSame(whole, client);
        Assert.IsTrue(client.IsClosed);
    }

    [TestMethod]
    public void Cuts_a_client_that_takes_nothing_of_the_page_for_10_seconds()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.Listener.Connect();
        client.Say("GET / HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Server.Step();
        client.TakesBytes = false;
        bench.Run(9900);
        Assert.IsFalse(client.IsClosed);
        bench.Run(300);
        Assert.IsTrue(client.IsClosed);
    }

    [TestMethod]
    public void Answers_a_HEAD_without_a_body()
    {
        ServerBench bench = new ServerBench(2);
        Assert.IsTrue(ContentLength(CheckHeadOnly(bench, "HEAD /", "200")) > 1000);
        CheckHeadOnly(bench, "HEAD /status", "200");
        CheckHeadOnly(bench, "HEAD /nothing", "404");
    }

    [TestMethod]
    public void Refuses_with_the_right_status_and_fields()
    {
        ServerBench bench = new ServerBench(2);
        CheckRefusal(
            bench, "GET /ws HTTP/1.1\r\nHost: board\r\n\r\n", "426 Upgrade Required", "Upgrade: websocket\r\nSec-WebSocket-Version: 13");
        CheckRefusal(bench, "POST / HTTP/1.1\r\nHost: board\r\n\r\n", "405 Method Not Allowed", "Allow: GET, HEAD");
        CheckRefusal(bench, "GET /x HTTP/1.1\r\nHost: board\r\n\r\n", "404 Not Found", "Connection: close");
        CheckRefusal(bench, "GET / HTTP/1.1\r\n\r\n", "400 Bad Request", "Connection: close");
        CheckRefusal(bench, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505 HTTP Version Not Supported", "Connection: close");
    }

    [TestMethod]
    public void Answers_408_when_no_whole_request_comes_within_5_seconds()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.Connect("GET / HTTP/1.1\r\nX-");
        for (int i = 0; i < 49; i++)
        {
            // A byte now and then does not extend the deadline.
            bench.Run(100);
            client.Say("x");
        }

        Assert.IsFalse(client.IsClosed);
        bench.Run(200);
        Assert.IsTrue(client.TakeText().StartsWith("HTTP/1.1 408 "));
        bench.Run(200);
        Assert.IsTrue(client.IsClosed);
    }

    /// <summary>A request that comes in pieces has buffers of its own, however many come at one time.</summary>
    [TestMethod]
    public void Requests_that_come_byte_by_byte_at_one_time_do_not_touch_each_other()
    {
        const int Clients = 4;
        ServerBench bench = new ServerBench(Clients);
        for (int round = 0; round < 2; round++)
        {
            string[] keys =
            {
                "AAAAAAAAAAAAAAAAAAAAAA==", "dGhlIHNhbXBsZSBub25jZQ==", "AQIDBAUGBwgJCgsMDQ4PEA==", "OMPD3EwGrtSAqRVGKtFXvQ==",
            };
            MemoryTransport[] clients = new MemoryTransport[Clients];
            string[] requests = new string[Clients];
            int longest = 0;
            for (int i = 0; i < Clients; i++)
            {
                // Each has another host, and all but one are its page's.
                string host = "h" + i + (i == 2 ? ".a" : string.Empty) + ".local";
                clients[i] = bench.Listener.Connect();
                requests[i] = "GET /echo HTTP/1.1\r\nSec-WebSocket-Key: " + keys[i] + "\r\nHost: " + host
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Origin: http://" + (i == 1 ? "h3.local" : host) + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
                longest = requests[i].Length > longest ? requests[i].Length : longest;
                bench.Run();
            }

            for (int position = 0; position < longest; position++)
            {
                for (int i = 0; i < Clients; i++)
                {
                    if (position < requests[i].Length)
                    {
                        clients[i].Say(requests[i].Substring(position, 1));
                    }
                }

                bench.Run();
            }

            for (int i = 0; i < Clients; i++)
            {
                string answer = clients[i].TakeText();
                Assert.IsTrue(answer.StartsWith(i == 1 ? "HTTP/1.1 403 " : "HTTP/1.1 101 "), answer);
                Assert.AreEqual(i != 1, answer.Contains("Sec-WebSocket-Accept: " + AcceptKeyOf(keys[i]) + "\r\n"), answer);
                clients[i].Finish();
            }

            bench.Run(200);
            Assert.AreEqual(0, bench.Server.ClientCount);
        }
    }

    [TestMethod]
    public void Requests_that_never_end_do_not_hold_up_one_that_comes_in_pieces()
    {
        ServerBench bench = new ServerBench(4);
        for (int i = 0; i < 3; i++)
        {
            bench.Connect("GET / HTTP/1.1\r\nHo");
        }

        MemoryTransport client = bench.Connect("GET /not");
        bench.Run(1500);
        client.Say("hing HTTP/1.1\r\nHost: boa");
        bench.Run(1500);
        client.Say("rd\r\n\r\n");
        bench.Run();
        client.SkipHead("HTTP/1.1 404 ");
    }

    private static void CheckRefusal(ServerBench bench, string request, string status, string field)
    {
        MemoryTransport client = bench.Connect(request);
        string head = client.SkipHead("HTTP/1.1 " + status + "\r\n");
        Assert.IsTrue(head.Contains("\r\n" + field + "\r\n"), head);
        Assert.AreEqual(ContentLength(head), client.Received - head.Length, head);
        bench.Run(200);
        Assert.IsTrue(client.IsClosed);
    }

    private static string CheckHeadOnly(ServerBench bench, string line, string status)
    {
        MemoryTransport client = bench.Connect(line + " HTTP/1.1\r\nHost: board\r\n\r\n");
        string head = client.SkipHead("HTTP/1.1 " + status + " ");
        Assert.AreEqual(head.Length, client.Received);
        return head;
    }

    private static void CheckSame(MemoryTransport expected, MemoryTransport actual)
    {
        Assert.AreEqual(expected.Received, actual.Received);
        Assert.IsTrue(expected.Checksum == actual.Checksum);
    }

    private static string AcceptKeyOf(string key)
    {
        byte[] accept = new byte[AcceptKey.Length];
        new AcceptKey().Write(Encoding.UTF8.GetBytes(key), 0, accept, 0);
        return Encoding.UTF8.GetString(accept, 0, accept.Length);
    }

    private static int ContentLength(string head)
    {
        const string Name = "\r\nContent-Length: ";
        int start = head.IndexOf(Name) + Name.Length;
        return int.Parse(head.Substring(start, head.IndexOf("\r\n", start) - start));
    }
}
