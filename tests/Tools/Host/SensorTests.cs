using Sensorcast.Host.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public class SensorTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sensorcast-").FullName;

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod, Timeout(Limits.Test)]
    public void Cpu_load_is_the_busy_part_of_the_time_between_two_readings()
    {
        string stat = Write("stat", "cpu  100 10 50 1000 200 5 5 30 7 7\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        var sensor = new LinuxCpuLoad(stat);
        Assert.IsFalse(sensor.TryRead(out _), "one reading spans no time");

        // 40 more busy ticks (10 each of user, system, irq and steal), 160 more idle ones (60 of them waiting for a disk).
        Write("stat", "cpu  110 10 60 1100 260 15 5 40 9 9\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        Assert.IsTrue(sensor.TryRead(out int value));
        Assert.AreEqual(2000, value);

        Assert.IsFalse(sensor.TryRead(out _), "no time has passed");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Memory_in_use_is_what_is_not_available()
    {
        string meminfo = Write("meminfo", "MemTotal:        2000000 kB\nMemFree:          100000 kB\nMemAvailable:    1500000 kB\n");

        Assert.IsTrue(new LinuxMemory(meminfo).TryRead(out int value));

        Assert.AreEqual(512_000, value);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("")]
    [DataRow("nonsense\n")]
    [DataRow("cpu  1 2 3\nMemTotal: 5 kB\n")]
    public void A_file_without_figures_gives_no_reading(string text)
    {
        string path = Write("file", text);

        foreach (ISensor sensor in new ISensor[] { new LinuxCpuLoad(path), new LinuxMemory(path), new LinuxMemory(path + "-missing") })
        {
            sensor.TryRead(out _);
            Assert.IsFalse(sensor.TryRead(out _));
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Temperature_is_the_processors_where_there_is_one()
    {
        Assert.IsNull(LinuxTemperature.Find(_folder));

        Write("hwmon/hwmon0/name", "nvme\n");
        Write("hwmon/hwmon0/temp1_input", "38850\n");
        AssertTemperature(38_850);

        Write("thermal/thermal_zone0/type", "acpitz\n");
        Write("thermal/thermal_zone0/temp", "27800\n");
        AssertTemperature(27_800);

        Write("hwmon/hwmon1/name", "k10temp\n");
        Write("hwmon/hwmon1/temp1_input", "-1500\n");
        AssertTemperature(-1_500);

        Write("thermal/thermal_zone1/type", "x86_pkg_temp\n");
        Write("thermal/thermal_zone1/temp", "not now\n");
        AssertTemperature(-1_500);

        void AssertTemperature(int expected)
        {
            Assert.IsTrue(LinuxTemperature.Find(_folder)!.TryRead(out int value));
            Assert.AreEqual(expected, value);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    public void Reads_this_machine()
    {
        var cpu = new LinuxCpuLoad();
        var process = new ProcessCpuLoad();
        cpu.TryRead(out _);
        process.TryRead(out _);

        // Not by the clock: on a busy machine little of its time would be this process's.
        for (TimeSpan end = Environment.CpuUsage.TotalTime + TimeSpan.FromMilliseconds(200); Environment.CpuUsage.TotalTime < end;)
        {
        }

        Assert.IsInRange(1, 10_000, Read(cpu));
        Assert.IsInRange(1, 10_000, Read(process));

        int workingSet = Read(new WorkingSet());
        Assert.IsInRange(10_000, 10_000_000, workingSet);
        Assert.IsGreaterThan(workingSet / 2, Read(new LinuxMemory()));
    }

    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    public void Reading_this_machine_allocates_nothing()
    {
        ISensor[] sensors = [new LinuxCpuLoad(), new LinuxMemory(), new ProcessCpuLoad()];
        ReadAll();

        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void ReadAll()
        {
            foreach (ISensor sensor in sensors)
            {
                sensor.TryRead(out _);
            }
        }
    }

    private static int Read(ISensor sensor)
    {
        Assert.IsTrue(sensor.TryRead(out int value));
        return value;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
