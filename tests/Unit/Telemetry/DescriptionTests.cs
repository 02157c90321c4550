using System;
using System.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>The description of a channel.</summary>
[TestClass]
public class DescriptionTests
{
    [TestMethod]
    public void All_of_it_is_in_the_first_record_and_only_there()
    {
        Channel[] channels = { new Channel("t", "Cel", -1, 1000, new FixedSensor()) };
        channels[0].Describe(
            new ChannelDescription { Title = "Gro\u00dfe \"Stube\"", Group = "EG", Kind = "temperature" }
                .Expect(-200, 500).Warn(int.MinValue, 300).Alarm(-50, 400));
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"title\":\"Gro\u00dfe "
                + "\\\"Stube\\\"\",\"group\":\"EG\",\"kind\":\"temperature\","
            + "\"low\":-20.0,\"high\":50.0,\"warnhigh\":30.0,\"alarmlow\":-5.0,\"alarmhigh\":40.0,\"v\":0.1,\"t\":-1},{\"n\":\"t\",\"v\":0.2}]",
            Text(First(new JsonPackEncoder(channels, "d:"), channels[0])));
        Assert.AreEqual(
            Hex.Show(
                Hex.Parse("9f ae 21 62643a 00 6174 01 6343656c 07 01 65 7469746c65 6e 47726fc39f6520225374756265 22 65 67726f7570 624547"
                + "64 6b696e64 6b 74656d7065726174757265 63 6c6f77 c4822038c7 64 68696768 c482201901f4 68 7761726e68696768 c4822019012c"
                + "68 616c61726d6c6f77 c482203831 69 616c61726d68696768 c48220190190 02 c4822001 06 20 a2 00 6174 02 c4822002 ff")),
            Hex.Show(First(new CborPackEncoder(channels, "d:"), channels[0])));
    }

    [TestMethod]
    public void The_longest_fits()
    {
        string text = string.Empty;
        for (int i = 0; i < ChannelDescription.MaxTextSize; i++)
        {
            text += "\"";
        }

        Channel channel = new Channel("12345678901234567890123456789012", "1234567890123456", -9, int.MaxValue, new FixedSensor());
        channel.SetBy(new FixedActuator(), int.MinValue, int.MaxValue);
        channel.Describe(
            new ChannelDescription { Title = text, Group = text, Kind = "precipitation_intensity" }
                .Expect(int.MinValue + 1, int.MaxValue - 1).Warn(int.MinValue + 1, int.MaxValue - 1)
                .Alarm(int.MinValue + 1, int.MaxValue - 1));
        string baseName = "0123456789012345678901234567890123456789012345678901234567890123";
        Channel[] channels = { channel };
        channel.KeepHistory(1);
        channel.History.Append(int.MinValue, 0);
        FirstPackCursor cursor = new FirstPackCursor();
        byte[] buffer = new byte[PackEncoder.MaxDescribedRecordSize + 2];
        cursor.Start(long.MaxValue / 1000, long.MaxValue);
        int length = new JsonPackEncoder(channels, baseName).WriteFirstPack(buffer, 0, buffer.Length, cursor);
        Assert.IsTrue(cursor.IsDone && length <= buffer.Length);
        cursor.Start(long.MaxValue / 1000, long.MaxValue);
        length = new CborPackEncoder(channels, baseName).WriteFirstPack(buffer, 0, buffer.Length, cursor);
        Assert.IsTrue(cursor.IsDone && length <= buffer.Length);
    }

    [TestMethod]
    public void A_part_of_it_is_enough()
    {
        Channel[] channels = { new Channel("d", 1000, (IBooleanSensor)new FixedActuator()) };
        channels[0].Describe(new ChannelDescription { Kind = "door" });
        Assert.AreEqual(
            "[{\"bn\":\"d:\",\"n\":\"d\",\"ut\":1,\"kind\":\"door\",\"vb\":true,\"t\":-1},{\"n\":\"d\",\"vb\":true}]",
            Text(First(new JsonPackEncoder(channels, "d:"), channels[0])));
        Assert.AreEqual(
            Hex.Show(Hex.Parse("9f a6 21 62643a 00 6164 07 01 64 6b696e64 64 646f6f72 04 f5 06 20 a2 00 6164 04 f5 ff")),
            Hex.Show(First(new CborPackEncoder(channels, "d:"), channels[0])));
    }

    [TestMethod]
    public void A_level_may_be_a_lower_one_alone()
    {
        Channel[] channels = { new Channel("t", "Cel", 0, 1000, new FixedSensor()) };
        channels[0].Describe(new ChannelDescription().Warn(1, int.MaxValue));
        Assert.AreEqual(
            Hex.Show(Hex.Parse("9f a7 21 62643a 00 6174 01 6343656c 07 01 67 7761726e6c6f77 01 02 01 06 20 a2 00 6174 02 02 ff")),
            Hex.Show(First(new CborPackEncoder(channels, "d:"), channels[0])));
    }

    [TestMethod]
    public void What_is_not_valid_is_refused_with_the_channels_name()
    {
        string longest = "12345678901234567890123456789012345678901234567890123456789012";
        CheckTitle(true, longest + "\u00e4");
        CheckTitle(true, "21 \u00b0C \u20ac");
        CheckTitle(false, longest + "\u20ac");
        CheckTitle(false, string.Empty);
        CheckTitle(false, "a\nb");
        CheckTitle(false, "a\u001bb");
        CheckTitle(false, "a\u007fb");
        CheckTitle(false, "a\u009bb");
        CheckTitle(false, "a\u009fb");
        CheckTitle(true, "a\u00a0b");
        CheckTitle(false, "a\u2028b");
        CheckTitle(false, "a\u202eb");
        CheckTitle(false, "a\u2066b");
        CheckTitle(false, "a\u2069b");
        CheckTitle(false, "a\ufffdb");
        CheckTitle(false, "a\ufeffb");
        CheckTitle(false, "a\u001fb");
        CheckTitle(true, "a~b");
#if NET
        // A string of the board is UTF-8, which has no halves of pairs.
        foreach (string pair in new string[] { "\ud83d\ude00", "\ud800\udc00", "\udbff\udfff", "\ud7ff", "\ue000" })
        {
            CheckTitle(true, pair);
        }

        foreach (string half in new string[] { "\ud800", "\udbff", "\udc00", "\udfff", "a\ud83db", "a\ude00b", "\ud83d\ud83d\ude00\ude00" })
        {
            CheckTitle(false, half);
        }
#endif
        Check(false, new ChannelDescription { Group = "a\tb" });
        Check(false, new ChannelDescription { Kind = "Temperature" });
        Check(false, new ChannelDescription { Kind = string.Empty });
        Check(false, new ChannelDescription { Kind = "cold connectivity" });
        Check(true, new ChannelDescription { Kind = "apparent_power" });
        Check(true, new ChannelDescription { Kind = "window" });
    }

    [TestMethod]
    public void Ranges_are_for_numbers_and_not_empty()
    {
        Check(true, new ChannelDescription().Expect(0, 1));
        Channel text = new Channel("s", 1000, new FixedText());
        Refusal.Check(() => text.Describe(new ChannelDescription().Expect(0, 1)));
        Refusal.Check(() => text.Describe(new ChannelDescription().Warn(0, 1)));
        Refusal.Check(() => text.Describe(new ChannelDescription().Alarm(0, 1)));
        Refusal.Check(() => new ChannelDescription().Expect(1, 1));
        Refusal.Check(() => new ChannelDescription().Warn(1, 1));
        Refusal.Check(() => new ChannelDescription().Alarm(1, 1));
    }

    private static string Text(byte[] bytes)
    {
        return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
    }

    private static void CheckTitle(bool isValid, string title)
    {
        Check(isValid, new ChannelDescription { Title = title });
    }

    private static void Check(bool isValid, ChannelDescription description)
    {
        bool isTaken = true;
        try
        {
            new Channel("the-name", "Cel", 0, 1000, new FixedSensor()).Describe(description);
        }
        catch (ArgumentException refusal)
        {
            isTaken = false;
            Assert.IsTrue(refusal.Message.Contains("the-name"));
        }

        Assert.AreEqual(isValid, isTaken);
    }

    private static byte[] First(PackEncoder encoder, Channel channel)
    {
        channel.KeepHistory(2);
        channel.History.Append(1, 1000);
        channel.History.Append(2, 2000);
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(2000, 0);
        byte[] buffer = new byte[3000];
        int end = encoder.WriteFirstPack(buffer, 0, buffer.Length, cursor);
        Assert.IsTrue(cursor.IsDone);
        byte[] pack = new byte[end];
        Array.Copy(buffer, pack, end);
        return pack;
    }
}
