using Sensorcast.Cli.Discover;
using Sensorcast.Dns;

namespace Sensorcast.Tests.CliTests;

/// <summary>Records from any host on the network.</summary>
[TestClass]
public class ServiceRecordsTests
{
    private const string Service = "0b5f73656e736f7263617374045f746370056c6f63616c00";

    [TestMethod]
    public void A_board_is_found_when_all_its_records_are_known()
    {
        var records = new ServiceRecords();
        Read(records, $"{Service}000c0001000011940004016bc00c");
        Assert.IsEmpty(records.TakeNew());
        Read(records, $"016b{Service}0021800100000078000f000000000050016b056c6f63616c00");
        Read(records, $"016b{Service}0010800100000078000706504154483d2f");
        Assert.IsEmpty(records.TakeNew());
        Read(records, "014b056c6f63616c000001800100000078000417000001");
        FoundBoard board = records.TakeNew().Single();
        Assert.AreEqual(("k", "k.local", 80, "http://23.0.0.1/"), (board.Name, board.Host, board.Port, board.Page.AbsoluteUri));
        Assert.IsEmpty(records.TakeNew());
    }

    [TestMethod]
    public void Names_that_are_not_text_or_not_a_host_are_not_queried()
    {
        var records = new ServiceRecords();
        string notUtf8 = "3f" + string.Concat(Enumerable.Repeat("ff", 63));
        Read(records, $"{notUtf8}{Service}0010800100000078000706504154483d2f");
        Read(records, $"016b{Service}0021800100000078000f0000000000500120056c6f63616c00"); // the host is a space
        Read(records, $"{notUtf8}056c6f63616c000001800100000078000417000001");
        byte[] query = new byte[MulticastResponder.BufferSize];
        int length = records.WriteQuery(query);
        Assert.IsTrue(new MessageReader().Open(query, length));
        Assert.IsEmpty(records.TakeNew());
    }

    [TestMethod]
    public void Of_a_flood_the_first_are_kept()
    {
        var records = new ServiceRecords();
        for (int i = 0; i < 3000; i++)
        {
            string name = "04"
                + Convert.ToHexString([(byte)'a', (byte)('a' + (i / 676)), (byte)('a' + (i / 26 % 26)), (byte)('a' + (i % 26))]);
            Read(records, $"{name}{Service}0021800100000078000f000000000050016b056c6f63616c00");
            Read(records, $"{name}{Service}0010800100000078000706504154483d2f");
        }

        Read(records, "016b056c6f63616c000001800100000078000417000001");
        Assert.HasCount(1000, records.TakeNew());
        byte[] query = new byte[MulticastResponder.BufferSize];
        Assert.IsTrue(new MessageReader().Open(query, records.WriteQuery(query)));
    }

    private static void Read(ServiceRecords records, string record)
    {
        byte[] packet = Convert.FromHexString("000084000000000100000000" + record);
        Assert.IsTrue(new MessageReader().Open(packet, packet.Length), record);
        records.Read(packet, packet.Length, MulticastResponder.Port);
    }
}
