using System.Buffers;
using System.Text;
using Sensorcast.Cli.Bridge;
using Sensorcast.Client;

namespace Sensorcast.Tests.CliTests;

/// <summary>The meaning of commands: any bytes are a value, or are not understood.</summary>
[TestClass]
public class BoardCommandTests
{
    private static readonly string[] Seeds =
        ["\"\\ud800\"", "\"a\\u00e4\u00e4\"", "-12.5e-7", "true", "{\"a\":[1,\"b\"]}", "\"\\\"\""];

    [TestMethod]
    [DataRow("0.35", ReadingKind.Number)]
    [DataRow(" true ", ReadingKind.Boolean)]
    [DataRow("\"on\"", ReadingKind.Text)]
    [DataRow("\"\\u0000\"", ReadingKind.Text)]
    [DataRow("1e400", null)]
    [DataRow("[1]", null)]
    [DataRow("{}", null)]
    [DataRow("{\"value\":0.35,\"id\":7}", ReadingKind.Number)]
    [DataRow("{\"value\":[1]}", null)]
    [DataRow("{\"id\":\"\\ud800\",\"value\":true}", null)]
    [DataRow("{\"id\":[1],\"value\":true}", ReadingKind.Boolean)]
    [DataRow("null", null)]
    [DataRow("", null)]
    [DataRow("1 2", null)]
    [DataRow("much", null)]
    [DataRow("\"\\ud800\"", null)]
    [DataRow("\"\\udc00\\ud800\"", null)]
    public void Text(string payload, ReadingKind? kind)
    {
        Assert.AreEqual(kind, Parse(Encoding.UTF8.GetBytes(payload))?.Kind);
    }

    [TestMethod]
    [DataRow(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [DataRow(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [DataRow(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    [DataRow(new byte[] { 0xFF })]
    [DataRow(new byte[] { 0 })]
    public void Bytes_that_are_not_UTF_8(byte[] payload)
    {
        Assert.IsNull(Parse(payload));
    }

    [TestMethod]
    public void Nesting_without_end()
    {
        Assert.IsNull(Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))));
        Assert.IsNull(Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))));
    }

    /// <summary>Any byte string gives a value or null.</summary>
    [TestMethod]
    public void Fuzz()
    {
        byte[][] seeds = [.. Seeds.Select(Encoding.UTF8.GetBytes)];
        var random = new Random(10);
        for (int i = 0; i < 200_000; i++)
        {
            byte[] payload = i % 2 == 0 ? new byte[random.Next(24)] : [.. seeds[random.Next(seeds.Length)]];
            if (i % 2 == 0)
            {
                random.NextBytes(payload);
            }
            else
            {
                for (int changes = random.Next(3); changes > 0; changes--)
                {
                    payload[random.Next(payload.Length)] = (byte)random.Next(256);
                }
            }

            if (Parse(payload) is { Kind: ReadingKind.Text } value)
            {
                Assert.IsTrue(value.Text.IsNormalized() || value.Text.Length > 0, "The text can be read.");
            }
        }
    }

    [TestMethod]
    [DataRow("s/b/set/a", "a")]
    [DataRow("s/b/set/a/b", "a/b")]
    [DataRow("s/b/set/", "")]
    [DataRow("s/b/set", "")]
    public void The_topic_names_the_channel(string topic, string channel)
    {
        Assert.AreEqual(channel, new BoardTopics("s", "b").ChannelOf(topic));
    }

    private static ReadingValue? Parse(byte[] payload) => BoardCommand.Parse(new ReadOnlySequence<byte>(payload), out _);
}
