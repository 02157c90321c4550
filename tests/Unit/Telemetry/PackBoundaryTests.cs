using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// Readings whose largest records together just fill a pack make one, and with one byte more two. The sizes are counted from the formats:
/// they are not those that the encoders calculate.
/// </summary>
[TestClass]
public class PackBoundaryTests
{
    // "[{" and "]", "bn":"b:", ,"bt":, ,"seq": and two numbers of up to 24 characters.
    private const int JsonBase = 3 + 9 + 6 + 7 + 48;

    // ,{"n":"","v": and } with a number of up to 13 characters.
    private const int JsonRecord = 14 + 13;

    // "u":"V","ut":1,
    private const int JsonIntroduction = 15;

    // ,{"n":"","vs": and } with 64 characters of up to 6 in quotes.
    private const int JsonText = 15 + 2 + (64 * 6);

    // "t": with its comma, and a time of up to 15 characters.
    private const int JsonTime = 5 + 15;

    // The array's head, -2: "b:", -3: 4([-3, 64 bits]), "seq": 32 bits.
    private const int CborBase = 3 + 4 + 13 + 4 + 5;

    // The map's head, 0: a name with a head of 2 bytes, 2: a byte that the encoder's copy has, and a number of up to 5 bytes.
    private const int CborRecord = 5 + 1 + 5;

    // 1: "V", 7: 1
    private const int CborIntroduction = 3 + 2;

    // In place of the number: 64 characters of up to 3 bytes, and their head.
    private const int CborText = 2 + (64 * 3) - 5;

    // 6: 4([-6, 64 bits])
    private const int CborTime = 13;

    private readonly FixedSensor _sensor = new FixedSensor();
    private readonly FixedText _text = new FixedText();

    [TestMethod]
    public void Numbers_fill_a_pack()
    {
        Check(48, 0, PackEncoder.MaxPackSize - JsonBase - (48 * JsonRecord), isCbor: false, isIntroduction: false);
        Check(66, 0, PackEncoder.MaxPackSize - CborBase - (66 * CborRecord), isCbor: true, isIntroduction: false);
    }

    [TestMethod]
    public void Introductions_fill_a_pack()
    {
        Check(38, 0, PackEncoder.MaxPackSize - JsonBase - (38 * (JsonRecord + JsonIntroduction)), isCbor: false, isIntroduction: true);
        Check(60, 0, PackEncoder.MaxPackSize - CborBase - (60 * (CborRecord + CborIntroduction)), isCbor: true, isIntroduction: true);
    }

    [TestMethod]
    public void Texts_fill_a_pack()
    {
        Check(12, 5, PackEncoder.MaxPackSize - JsonBase - (12 * JsonRecord) - (5 * JsonText), isCbor: false, isIntroduction: false);
        Check(
            16, 9, PackEncoder.MaxPackSize - CborBase - (25 * CborRecord) - (9 * CborText), isCbor: true, isIntroduction: false);
    }

    /// <summary>A batch is of one channel, so the base name is what differs by a byte.</summary>
    [TestMethod]
    public void Readings_of_a_batch_fill_a_pack()
    {
        string name = new string('n', 30);
        const int Json = (PackEncoder.MaxPackSize - JsonBase + 2) % (JsonRecord + JsonTime + 30);
        const int Cbor = (PackEncoder.MaxPackSize - CborBase + 2) % (CborRecord + CborTime + 30);
        Channel channel = new Channel(name, "V", 0, 1000, 40, new FixedBatch());
        Channel[] channels = { channel };
        int count = (PackEncoder.MaxPackSize - JsonBase) / (JsonRecord + JsonTime + 30);
        Assert.AreEqual(1, PacksOfBatch(channel, count, new JsonPackEncoder(channels, new string('b', Json))));
        Assert.AreEqual(2, PacksOfBatch(channel, count, new JsonPackEncoder(channels, new string('b', Json + 1))));
        count = (PackEncoder.MaxPackSize - CborBase) / (CborRecord + CborTime + 30);
        Assert.AreEqual(1, PacksOfBatch(channel, count, new CborPackEncoder(channels, new string('b', Cbor))));
        Assert.AreEqual(2, PacksOfBatch(channel, count, new CborPackEncoder(channels, new string('b', Cbor + 1))));
    }

    /// <summary>A piece of a first pack has a record where there is room for the longest one, and else ends before it.</summary>
    [TestMethod]
    public void A_first_pack_has_a_record_where_there_is_room_for_it()
    {
        CheckFirstPack(new Channel("x", "V", 0, 1000, _sensor), PackEncoder.MaxRecordSize);
        CheckFirstPack(
            new Channel("x", "V", 0, 1000, _sensor).Describe(new ChannelDescription { Title = "T" }), PackEncoder.MaxDescribedRecordSize);
        Channel silent = new Channel("x", "V", 0, 1000, _sensor);
        silent.KeepHistory(2);
        PackEncoder encoder = new JsonPackEncoder(new Channel[] { silent }, "b:");
        FirstPackCursor cursor = new FirstPackCursor();
        cursor.Start(1000, 0);
        byte[] buffer = new byte[PackEncoder.MaxRecordSize + 1];
        Assert.AreEqual(1, encoder.WriteFirstPack(buffer, 0, PackEncoder.MaxRecordSize, cursor));
        Assert.IsFalse(cursor.IsDone);
        Assert.AreEqual("{\"bn\":\"b:\"}]".Length, encoder.WriteFirstPack(buffer, 0, PackEncoder.MaxRecordSize, cursor));
        Assert.IsTrue(cursor.IsDone);
    }

    /// <summary>The buffer of a server's live packs has this size: of one moment, or of a batch, whichever is longer.</summary>
    [TestMethod]
    public void The_longest_live_pack_is_known_beforehand()
    {
        Channel number = new Channel("x", "V", 0, 1000, _sensor);
        Channel text = new Channel("s", 1000, _text);
        Channel batch = new Channel("y", "V", 0, 1000, 2, new FixedBatch());
        Channel slow = new Channel("z", "V", 0, 2000000000, 2000000, new FixedBatch());
        CheckLongest(JsonBase + JsonRecord + 1 + JsonIntroduction, CborBase + 11 + CborIntroduction, number);
        CheckLongest(JsonBase + JsonRecord + 1 + JsonIntroduction + JsonText + 1 + 7, CborBase + 11 + 5 + 11 + 2 + CborText, number, text);

        // "ut":0.002, and "ut":2000, in place of "ut":1,; times of 12 and of 15 characters.
        const int JsonBatch = JsonBase + JsonIntroduction + 4 + (4 * (JsonRecord + 1 + 5 + 12));
        const int JsonSlow = JsonBase + JsonIntroduction + 3 + (2 * (JsonRecord + 1 + JsonTime));
        const int CborBatch = CborBase + CborIntroduction + 3 + (4 * (11 + 9));
        const int CborSlow = CborBase + CborIntroduction + 2 + (2 * (11 + CborTime));
        CheckLongest(JsonBatch, CborBatch, batch);
        CheckLongest(JsonSlow, CborSlow, slow);
        CheckLongest(JsonBatch, CborBatch, batch, slow);
        CheckLongest(JsonBatch, CborBatch, slow, number, batch);
    }

    private static void CheckLongest(int json, int cbor, params Channel[] channels)
    {
        Assert.AreEqual(json, new JsonPackEncoder(channels, "b:").MaxLivePackSize);
        Assert.AreEqual(cbor, new CborPackEncoder(channels, "b:").MaxLivePackSize);
    }

    private static void CheckFirstPack(Channel channel, int size)
    {
        channel.KeepHistory(2);
        channel.History.Append(5, 1000);
        channel.History.Append(6, 1000);
        Channel[] channels = { channel };
        FirstPackCursor cursor = new FirstPackCursor();
        byte[] buffer = new byte[size + 1];
        for (int i = 0; i < 2; i++)
        {
            PackEncoder encoder = i == 0 ? new JsonPackEncoder(channels, "b:") : new CborPackEncoder(channels, "b:");
            cursor.Start(1000, 0);
            Assert.AreEqual(1, encoder.WriteFirstPack(buffer, 0, size, cursor), "There is room for the longest record but for a byte");
            Assert.IsFalse(cursor.IsDone);
            cursor.Start(1000, 0);
            Assert.IsTrue(encoder.WriteFirstPack(buffer, 0, size + 1, cursor) > 10);
        }
    }

    private static int Count(LiveReadings readings, PackEncoder encoder)
    {
        int packs = 0;
        while (PackEncoder.NextPack(readings, encoder, encoder))
        {
            packs++;
        }

        return packs;
    }

    /// <summary>How many packs a batch makes.</summary>
    private static int PacksOfBatch(Channel channel, int count, PackEncoder encoder)
    {
        LiveReadings readings = new LiveReadings(0, channel);
        FixedBatch sensor = new FixedBatch { Count = count };
        readings.Fetch(sensor, isIntroduction: false);
        return Count(readings, encoder);
    }

    private void Check(int numbers, int texts, int characters, bool isCbor, bool isIntroduction)
    {
        Assert.AreEqual(1, Packs(numbers, texts, characters, isCbor, isIntroduction));
        Assert.AreEqual(2, Packs(numbers, texts, characters + 1, isCbor, isIntroduction));
    }

    /// <summary>How many packs readings make, where names have so many characters together, and none has fewer than 24.</summary>
    private int Packs(int numbers, int texts, int characters, bool isCbor, bool isIntroduction)
    {
        int count = numbers + texts;
        Channel[] channels = new Channel[count];
        LiveReadings readings = new LiveReadings(count);
        for (int i = 0; i < count; i++)
        {
            int length = characters / (count - i);
            characters -= length;
            Assert.IsTrue((!isCbor || length >= 24) && length <= Channel.MaxNameLength, "A name of " + length);
            string name = "n" + i + new string('x', length - (i < 10 ? 2 : 3));
            channels[i] = i < numbers ? new Channel(name, "V", 0, 1000, _sensor) : new Channel(name, 1000, _text);
            if (i < numbers)
            {
                readings.Add(i, int.MinValue, isIntroduction);
            }
            else
            {
                readings.AddText(i, "a", isIntroduction);
            }
        }

        PackEncoder encoder = isCbor ? new CborPackEncoder(channels, "b:") : new JsonPackEncoder(channels, "b:");
        Assert.AreEqual(PackEncoder.MaxPackSize, encoder.MaxLivePackSize);
        return Count(readings, encoder);
    }
}
