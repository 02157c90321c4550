using System;
using Sensorcast.Http;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A document whose route fails: 500 if nothing was sent before, and else an end that shows that a part is missing.</summary>
[TestClass]
public class FailingDocumentTests
{
    [TestMethod]
    public void Before_anything_is_sent_it_is_500()
    {
        foreach (int piece in new int[] { FailingDocument.InFields, 0 })
        {
            RouteBench bench = new RouteBench(1, new FailingDocument(piece));
            string answer = bench.Request("GET /fails");
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 500 "), answer);
            Assert.AreEqual("/fails", bench.Server.Counters.FailedRoute);
            Assert.AreEqual(1L, bench.Server.Counters.RouteFailures);
            bench.Run(200);
            Assert.AreEqual(0, bench.Server.ClientCount);
        }
    }

    /// <summary>The connection ends before the length that was promised.</summary>
    [TestMethod]
    public void After_the_head_it_is_the_end_of_the_connection()
    {
        RouteBench bench = new RouteBench(1, new FailingDocument(2));
        MemoryTransport client = bench.Connect("GET /fails HTTP/1.1\r\nHost: board\r\n\r\n");
        string head = client.SkipHead("HTTP/1.1 200 ");
        Assert.IsTrue(head.IndexOf("\r\nContent-Length: 6000\r\n") > 0, head);
        Assert.IsTrue(client.Received - head.Length < 6000);
        Assert.IsTrue(client.IsClosed);
        Assert.AreEqual(1L, bench.Server.Counters.RouteFailures);
        Assert.AreEqual(0, bench.Server.ClientCount);
        for (int reason = 0; reason < bench.Server.Counters.Ends.Length; reason++)
        {
            Assert.AreEqual(ServerCounters.NameOfEnd(reason) == "failed" ? 1 : 0, (int)bench.Server.Counters.Ends[reason]);
        }
    }

    private sealed class FailingDocument : DocumentRoute
    {
        internal const int InFields = -1;

        private const int Size = 2000;

        private readonly int _piece;

        internal FailingDocument(int piece)
            : base("/fails", "text/plain")
        {
            _piece = piece;
            ContentLength = 3 * Size;
        }

        public override int PieceCount => 3;

        public override int MaxPieceSize => Size;

        protected override void WriteFields(ResponseWriter response)
        {
            FailAt(InFields);
        }

        protected override int WritePiece(int piece, byte[] buffer, int position)
        {
            FailAt(piece);
            return position + Size;
        }

        private void FailAt(int piece)
        {
            if (piece == _piece)
            {
                throw new InvalidOperationException("Out of paper");
            }
        }
    }
}
