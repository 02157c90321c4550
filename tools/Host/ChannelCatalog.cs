using Sensorcast.Drivers;
using Sensorcast.Host.Demo;
using Sensorcast.Host.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host;

/// <summary>
/// Everything this server measures. To add a sensor, write a class with <see cref="ISensor.TryRead"/> and give it a
/// line here: its name, its unit from the SenML registry, what power of ten its <c>int</c> counts in, and how often it
/// is read.
/// </summary>
public static class ChannelCatalog
{
    /// <summary>Makes the channels that this machine has.</summary>
    /// <param name="clock">The clock of the demo's signals.</param>
    /// <param name="demo">Whether to add the demo's channels.</param>
    /// <param name="demoRate">How many times a second the demo's vibration is read, 1 to 1000.</param>
    /// <param name="demoBurst">Whether the demo also has a vibration at 1,000 readings a second.</param>
    /// <param name="demoKinds">Whether the demo also has a channel of each further kind.</param>
    /// <returns>The channels, in the order in which they are shown.</returns>
    public static Channel[] Create(IClock clock, bool demo, int demoRate, bool demoBurst, bool demoKinds = false)
    {
        List<Channel> channels = [];
        void Add(string name, string unit, int exponent, int period, ISensor? sensor)
        {
            if (sensor is not null)
            {
                channels.Add(new Channel(name, unit, exponent, period, sensor));
            }
        }

        // The unit of a share is "/", from 0 to 1. The registry's "%" is no percentage but an old name of the same unit
        // (RFC 8428 section 12.1, note 2).
        Add("cpu", "/", BusyShare.Exponent, 500, Started(CpuLoad()));
        Add("memory", "B", 3, 1000, MemoryInUse());

        // Some chips of mainboards answer slowly, and the kernel waits for them: on a thread of its own that does not delay the server.
        Add(
            "temperature", "Cel", -3, 1000,
            OperatingSystem.IsLinux() && LinuxTemperature.Find() is ISensor found ? new WaitingSensor(found) : null);
        Add("process-cpu", "/", BusyShare.Exponent, 1000, Started(new ProcessCpuLoad()));
        Add("working-set", "B", 3, 1000, new WorkingSet());

        if (demo)
        {
            Add("demo-wave", "V", -3, 100, new Wave(clock));
            Add("demo-vibration", "m/s2", -3, (int)Math.Round(1000.0 / demoRate), new Vibration(clock));
            var lamp = new Lamp();
            var dimmer = new Dimmer();
            channels.Add(new Channel("demo-contact", 500, new WaveIsHigh(clock)));
            channels.Add(new Channel("demo-phase", 1000, new WavePhase(clock)));
            channels.Add(new Channel("demo-lamp", 2000, lamp).SetBy(lamp));
            channels.Add(new Channel("demo-dimmer", "/", Dimmer.Exponent, 2000, dimmer).SetBy(dimmer, 0, Dimmer.Max));
        }

        if (demoBurst)
        {
            channels.Add(new Channel("demo-burst", "m/s2", -3, intervalMicroseconds: 1000, periodMilliseconds: 20, new Burst(clock)));
        }

        if (demoKinds)
        {
            channels.AddRange(DemoKinds.Create(clock));
        }

        return [.. channels];
    }

    // A share is of the time between two readings. Without a first one here, each start would count a missed reading.
    private static BusyShare? Started(BusyShare? share)
    {
        _ = share?.TryRead(out _);
        return share;
    }

    private static BusyShare? CpuLoad() =>
        OperatingSystem.IsLinux() ? new LinuxCpuLoad()
        : OperatingSystem.IsWindows() ? new WindowsCpuLoad()
        : OperatingSystem.IsMacOS() ? new MacCpuLoad()
        : null;

    private static ISensor? MemoryInUse() =>
        OperatingSystem.IsLinux() ? new LinuxMemory()
        : OperatingSystem.IsWindows() ? new WindowsMemory()
        : OperatingSystem.IsMacOS() ? new MacMemory()
        : null;
}
