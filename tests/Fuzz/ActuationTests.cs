using System.Collections.Concurrent;
using Sensorcast.Telemetry.Actuation;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;

namespace Sensorcast.Tests.Fuzz;

/// <summary>A client's pack has the meaning that .NET's own JSON and CBOR and exact arithmetic find, or it is refused.</summary>
[TestClass]
public class ActuationTests
{
    private readonly ConcurrentDictionary<string, int> _seen = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Valid_packs_are_understood()
    {
        ActuationGen.Valid.Hold(20_000, x => Check(x, isValid: true), x => x.ToString());
        Report();
    }

    [TestMethod]
    public void Broken_packs_are_refused_or_mean_the_same_to_all()
    {
        ActuationGen.Invalid.Hold(20_000, x => Check(x, isValid: false), x => x.ToString());
        Report();
    }

    private void Report()
    {
        foreach ((string what, int count) in _seen.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            TestContext.WriteLine($"{count,9:N0} {what}");
        }
    }

    private void Check(ActuationCase x, bool isValid)
    {
        // A text message has been found to be UTF-8 before it is read as JSON.
        if (x.IsJson && (Utf8Oracle.FirstInvalidByte(x.Message, out bool isComplete) >= 0 || !isComplete))
        {
            Count("texts that are not UTF-8");
            return;
        }

        var pack = new ActuationPack(x.Channels, x.BaseName);
        bool isPack = Read(x, pack);
        Assert.IsTrue(!isPack || PackFields.IsWellFormed(x.Message, x.IsJson), "No pack at all was read as one");
        try
        {
            List<List<(string Label, object? Value)>>? records = x.IsJson ? PackFields.Json(x.Message) : PackFields.Cbor(x.Message);
            Assert.IsTrue(!isValid || records is not null, "The generator made no pack");
            CheckMeaning(x, pack, isPack, records);
        }
        catch (UndecidedException e)
        {
            Count("undecided: " + e.Message);
        }
    }

    private void CheckMeaning(ActuationCase x, ActuationPack pack, bool isPack, List<List<(string Label, object? Value)>>? records)
    {
        // A pack has a record, and a record has a field.
        bool hasContent = records is { Count: > 0 } && records.TrueForAll(record => record.Count > 0);
        ActuationModel? model = !hasContent ? null : ActuationModel.Of(x.BaseName, x.Channels, records!);
        Assert.AreEqual(model is { IsPack: true }, isPack);
        if (!isPack)
        {
            Count("no packs");
            return;
        }

        Count(model!.Error == ActuationError.None ? $"settings: {Math.Min(model.Settings.Count, 3)}" : model.Error.ToString());
        Assert.AreEqual(model.Error, pack.Error);
        Assert.AreEqual(model.Sequence, pack.HasSequence ? pack.Sequence : null);
        if (model.Error == ActuationError.None)
        {
            Assert.AreEqual(model.Settings.Count, pack.Count);
            for (int i = 0; i < pack.Count; i++)
            {
                Assert.AreEqual(model.Settings[i].Channel, pack.ChannelOf(i));
                Assert.IsTrue(
                    pack.ValueOf(i) >= model.Settings[i].Min && pack.ValueOf(i) <= model.Settings[i].Max,
                    $"{pack.ValueOf(i)} is not between {model.Settings[i].Min} and {model.Settings[i].Max}");
            }
        }
    }

    /// <summary>Reads within other bytes, which must stay as they are, and without an allocation.</summary>
    private static bool Read(ActuationCase x, ActuationPack pack)
    {
        PackReader reader = x.IsJson ? new JsonPackReader() : new CborPackReader();
        var buffer = new Poisoned(x.Message.Length);
        bool isPack = false;

        // The runtime itself allocates now and then; what the reader allocates shows every time.
        for (int i = 0; i < 5; i++)
        {
            buffer.Fill(x.Message);
            long before = GC.GetAllocatedBytesForCurrentThread();
            isPack = reader.Read(buffer.Buffer, buffer.Offset, buffer.Count, pack);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            buffer.AssertIntact();
            if (allocated == 0)
            {
                return isPack;
            }
        }

        Assert.Fail("Reading allocates");
        return isPack;
    }

    private void Count(string what) => _seen.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
