using System;
using Sensorcast.Drivers;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A driver of several values that does not wait, read once for all its channels.</summary>
[TestClass]
public class SharedDriverTests
{
    [TestMethod]
    public void A_driver_is_read_once_for_its_channels()
    {
        Axes driver = new Axes();
        SharedDriver shared = new SharedDriver(driver, 2);
        SharedBatchDriver batches = new SharedBatchDriver(driver, 2);
        DriverBench bench = new DriverBench(
            new Channel("x", "V", 0, 1000, new SharedValue(shared, 0)), new Channel("y", 1000, new SharedValue(shared, 1)),
            new Channel("bx", "V", 0, 250000, 1000, new SharedBatch(batches, 0)),
            new Channel("by", "V", 0, 250000, 1000, new SharedBatch(batches, 1)));
        Assert.AreEqual(1, driver.Reads);
        Assert.AreEqual(1, driver.Batches);
        string packs = bench.Run(1000);
        Assert.AreEqual(2, driver.Reads);
        Assert.AreEqual(2, driver.Batches);
        Assert.IsTrue(packs.IndexOf("\"v\":2},{\"n\":\"y\"") > 0, packs);
        Assert.IsTrue(packs.IndexOf("\"v\":20,\"t\":-0.250},{\"n\":\"bx\",\"v\":21}]") > 0, packs);
        Assert.IsTrue(packs.IndexOf("\"v\":120,\"t\":-0.250},{\"n\":\"by\",\"v\":121}]") > 0, packs);
        driver.Throws = true;
        bench.Run(1000);
        string status = bench.Status();
        Assert.IsTrue(status.IndexOf("\"error\":\"No bus\"}") > 0, status);
    }

    /// <summary>After a read that failed, all channels have readings of one moment again.</summary>
    [TestMethod]
    public void After_a_failed_read_all_channels_are_of_one_moment()
    {
        Axes driver = new Axes();
        SharedDriver shared = new SharedDriver(driver, 2);
        DriverBench bench = new DriverBench(
            new Channel("x", "V", 0, 1000, new SharedValue(shared, 0)), new Channel("y", "V", 0, 1000, new SharedValue(shared, 1)));
        driver.Throws = true;
        Assert.AreEqual(string.Empty, bench.Run(1000));
        driver.Throws = false;
        for (int i = 2; i <= 4; i++)
        {
            string packs = bench.Run(1000);
            Assert.AreEqual(i, driver.Reads);
            Assert.IsTrue(packs.EndsWith("\"n\":\"x\",\"v\":" + i + "},{\"n\":\"y\",\"v\":" + (i % 2 == 0 ? 1 : 0) + "}]"), packs);
        }

        Assert.AreEqual(1L, bench.Server.Stream.Channels[0].Errors);
        Assert.AreEqual(1L, bench.Server.Stream.Channels[1].Missed);
    }

    /// <summary>A setting has its channel read once more; the others have what they have, and the next round is one of all again.</summary>
    [TestMethod]
    public void After_a_request_all_channels_are_of_one_moment()
    {
        Axes driver = new Axes();
        SharedDriver shared = new SharedDriver(driver, 2);
        FixedActuator lamp = new FixedActuator();
        DriverBench bench = new DriverBench(
            new Channel("x", "V", 0, 1000, new SharedValue(shared, 0)),
            new Channel("y", 1000, new SharedValue(shared, 1)).SetBy(lamp));
        bench.Run(300);
        string packs = bench.Send("[{\"n\":\"b:y\",\"vb\":true}]");
        Assert.IsTrue(packs.EndsWith("\"n\":\"y\",\"vb\":true}]"), packs);
        Assert.AreEqual(2, driver.Reads);
        packs = bench.Run(700);
        Assert.IsTrue(packs.EndsWith("\"n\":\"x\",\"v\":3},{\"n\":\"y\",\"vb\":false}]"), packs);
        packs = bench.Run(1000);
        Assert.IsTrue(packs.EndsWith("\"n\":\"x\",\"v\":4},{\"n\":\"y\",\"vb\":true}]"), packs);
    }

    [TestMethod]
    public void What_a_driver_leaves_out_is_no_reading()
    {
        Axes driver = new Axes();
        SharedDriver shared = new SharedDriver(driver, 2);
        SharedValue number = new SharedValue(shared, 0);
        SharedValue flag = new SharedValue(shared, 1);
        Assert.IsTrue(number.TryRead(out int value) && value == 1);
        Assert.IsTrue(flag.TryRead(out bool isTrue) && !isTrue);
        Assert.IsTrue(number.TryRead(out value) && value == 2);
        Assert.IsTrue(flag.TryRead(out isTrue) && isTrue);
        driver.LeavesOut = true;
        Assert.IsTrue(number.TryRead(out value) && value == 3);
        Assert.IsFalse(flag.TryRead(out isTrue));
        Assert.IsFalse(flag.TryRead(out value));
        Assert.AreEqual(4, driver.Reads, "The second one came again");
        Assert.IsTrue(new SharedDriver(driver, 1) != null && new SharedBatchDriver(driver, 1) != null);
    }

    /// <summary>A driver that returns another number than it filled in, or throws.</summary>
    [TestMethod]
    public void A_batch_has_as_many_readings_as_there_is_room_for()
    {
        Axes driver = new Axes();
        SharedBatchDriver batches = new SharedBatchDriver(driver, 2);
        SharedBatch first = new SharedBatch(batches, 0);
        SharedBatch second = new SharedBatch(batches, 1);
        int[] counts = { -1, 0, 1, 2, 3, 4, int.MaxValue };
        int[] expected = { 0, 0, 1, 2, 3, 3, 3 };
        int[] values = new int[3];
        for (int i = 0; i < counts.Length; i++)
        {
            driver.Count = counts[i];
            Assert.AreEqual(expected[i], first.Read(values));
            Assert.AreEqual(expected[i], second.Read(values));
            Assert.AreEqual(i + 1, driver.Batches);
        }

        Assert.AreEqual(171, values[1]);
        Assert.AreEqual(2, first.Read(new int[2]), "No more than there is room for");
        driver.Throws = true;
        bool isThrown = false;
        try
        {
            first.Read(values);
        }
        catch (InvalidOperationException)
        {
            isThrown = true;
        }

        Assert.IsTrue(isThrown);
        Assert.AreEqual(0, second.Read(values), "What was read before is not read again");
        driver.Throws = false;
        Assert.AreEqual(3, first.Read(values));
        Assert.AreEqual(100, values[0]);
        Assert.AreEqual(3, second.Read(values));
        Assert.AreEqual(200, values[0]);
    }

    private sealed class Axes : IDriver, IBatchDriver
    {
        internal int Reads { get; private set; }

        internal int Batches { get; private set; }

        internal bool Throws { get; set; }

        /// <summary>The number of readings that a batch returns; it has two.</summary>
        internal int Count { get; set; } = 2;

        /// <summary>Whether the second value is left out.</summary>
        internal bool LeavesOut { get; set; }

        public void Read(DriverReadings readings)
        {
            if (Throws)
            {
                throw new InvalidOperationException("No bus");
            }

            Reads++;
            readings.Set(0, Reads);
            if (!LeavesOut)
            {
                readings.Set(1, Reads % 2 == 0);
            }
        }

        public int Read(int[][] values)
        {
            Batches++;
            if (Throws)
            {
                throw new InvalidOperationException("No bus");
            }

            for (int axis = 0; axis < values.Length; axis++)
            {
                values[axis][0] = (axis * 100) + (Batches * 10);
                values[axis][1] = (axis * 100) + (Batches * 10) + 1;
            }

            return Count;
        }
    }
}
