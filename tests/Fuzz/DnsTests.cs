using CsCheck;
using Sensorcast.Dns;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;

namespace Sensorcast.Tests.Fuzz;

[TestClass]
public class DnsTests
{
    /// <summary>Which messages are malformed, and what every part is: as a plain reader by RFC 1035 says.</summary>
    [TestMethod]
    public void Messages_are_read_as_the_rfc_says() => DnsGen.Message.Hold(
        20_000,
        bytes =>
        {
            var reader = new MessageReader();
            IReadOnlyList<string>? expected = DnsOracle.Read(bytes);
            Assert.AreEqual(expected is not null, reader.Open((byte[])bytes.Clone(), bytes.Length));
            if (expected is not null)
            {
                Assert.AreEqual(string.Join('\n', expected), string.Join('\n', Parts(reader)));
            }
        },
        Convert.ToHexString);

    /// <summary>
    /// Whatever arrives: no exception, no answer that is malformed or longer than the buffer, no two answers to one packet, and malformed
    /// ones cost a counter and nothing else.
    /// </summary>
    [TestMethod]
    public void A_responder_survives_any_message() => Gen.Select(DnsGen.Message, Gen.Int[0, 1500], Gen.Bool).Array[1, 30].Hold(
        3_000,
        packets =>
        {
            var responder = new MulticastResponder(
                "sensorcast-a1b2c3",
                [new ServiceDescription("_http._tcp", 80), new ServiceDescription("_sensorcast._tcp", 80, "path=/", "token=none")], 1);
            long now = 0;
            responder.Start([10, 9, 0, 2], now);
            foreach ((byte[] bytes, int wait, bool isLegacy) in packets)
            {
                now += wait;
                for (int sent = 0; responder.NextTime <= now; sent++)
                {
                    Assert.IsLessThan(20, sent, "it sends without end");
                    byte[] packet = new byte[MulticastResponder.BufferSize];
                    AssertMessage(packet, responder.Write(packet, now));
                }

                byte[] buffer = new byte[MulticastResponder.BufferSize];
                int length = Math.Min(bytes.Length, buffer.Length);
                bytes.AsSpan(0, length).CopyTo(buffer);
                int malformed = responder.Malformed;
                bool isMalformed = DnsOracle.Read(bytes.AsSpan(0, length).ToArray()) is null;
                (string name, long next) = (responder.Name, responder.NextTime);
                int answer = responder.Receive(buffer, length, isLegacy ? 5000 : MulticastResponder.Port, now);
                AssertMessage(buffer, answer);
                Assert.IsTrue(isLegacy || answer == 0);
                Assert.AreEqual(isMalformed ? malformed + 1 : malformed, responder.Malformed);
                if (isMalformed)
                {
                    Assert.AreEqual((name, next, 0), (responder.Name, responder.NextTime, answer));
                }

                Assert.IsTrue(HostLabel.IsValid(responder.Name));
            }
        },
        packets =>
            string.Join(
                '\n', packets.Select(packet =>
                    $"{packet.Item2} ms, {(packet.Item3 ? "legacy" : "multicast")}: {Convert.ToHexString(packet.Item1)}")));

    [TestMethod]
    public void A_server_of_addresses_survives_any_message() => DnsGen.Message.Hold(
        10_000,
        bytes =>
        {
            var responder = new AddressResponder([192, 168, 4, 1]);
            byte[] buffer = new byte[AddressResponder.BufferSize];
            int length = Math.Min(bytes.Length, buffer.Length);
            bytes.AsSpan(0, length).CopyTo(buffer);
            bool isMalformed = DnsOracle.Read(bytes.AsSpan(0, length).ToArray()) is null;
            int answer = responder.Answer(buffer, length);
            AssertMessage(buffer, answer);
            Assert.AreEqual(isMalformed ? 1 : 0, responder.Malformed);
            bool isQuery = !isMalformed && (bytes[2] & 0x80) == 0;
            Assert.AreEqual(isQuery, answer > 0);
            if (isQuery)
            {
                Assert.AreEqual(0x80, buffer[2] & 0x80);
                Assert.AreEqual((bytes[0], bytes[1]), (buffer[0], buffer[1]));
            }
        },
        Convert.ToHexString);

    private static void AssertMessage(byte[] message, int length) =>
        Assert.IsTrue(length == 0
            || DnsOracle.Read(message.AsSpan(0, length).ToArray()) is not null, Convert.ToHexString(message.AsSpan(0, length)));

    private static IEnumerable<string> Parts(MessageReader reader)
    {
        while (reader.Read())
        {
            int name = reader.Name;
            List<string> labels = [];
            while (DnsName.ReadLabel(reader.Message, ref name) is string label)
            {
                labels.Add(label);
            }

            string part = $"{reader.Section} {string.Join('/', labels)} {reader.Type} {reader.Class}";
            yield return reader.Section == MessageSection.Question
                ? part
                : $"{part} {reader.TimeToLive} {Convert.ToHexString(reader.Message.AsSpan(reader.Data, reader.DataLength))}";
        }
    }
}
