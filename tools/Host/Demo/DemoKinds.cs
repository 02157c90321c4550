using Sensorcast.Drivers;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Host.Demo;

/// <summary>A simulated garden: a channel of each kind besides the plain sensor (docs/sensors.md).</summary>
public static class DemoKinds
{
    private const string Garden = "Garden";
    private const string Meter = "Electricity";
    private const int Minute = 60_000;

    /// <summary>Makes the channels.</summary>
    /// <param name="clock">The clock of the signals.</param>
    /// <returns>The channels, in the order in which they are shown.</returns>
    public static Channel[] Create(IClock clock)
    {
        var weather = new WaitingDriver(new WeatherStation(clock), 2);
        var gate = new Gate();
        var meter = new MeterPulses();
        var label = new Label();
        var mode = new Label { Text = "eco" };
        var valve = new Valve(clock);
        Control opening = Control.Number(valve, 5);
        opening.TakesMilliseconds = Valve.MaxTime;
        return
        [

            // Drivers that block, on a thread of their own: one with one value, and one with two of the same time.
            new Channel("demo-water", "Cel", -2, 2000, new WaitingSensor(new SlowThermometer(clock)))
                .Describe(Describe("Water", Garden, "temperature").Expect(1500, 2500)),
            new Channel("demo-air", "Cel", -1, 2000, weather.Value(0))
                .Describe(Describe("Air", Garden, "temperature").Expect(100, 300).Warn(120, 280).Alarm(int.MinValue, 350)),
            new Channel("demo-humidity", "%RH", -1, 2000, weather.Value(1)).Describe(Describe("Humidity", Garden, "humidity")),

            // Events, from another thread.
            new Channel("demo-gate", Minute, gate.Sensor).Describe(Describe("Gate", Garden, "opening")),
            new Channel("demo-energy", "J", 3, 5000, new PulseTotal(meter.Counter, 36, 10)).Describe(Describe("Energy", Meter, "energy")),
            new Channel("demo-power", "W", 0, 1000, new PulseRate(meter.Counter, 1000, MeterPulses.Joules)).Describe(
                Describe("Power", Meter, "power")),

            // Read often, and reported when it changes; filtered; reported as the mean of a period.
            new Channel("demo-window", Minute, new ChangeSensor(new WaveIsHigh(clock), 20)).Describe(Describe("Window", Garden, "window")),
            new Channel(
                "demo-level", "m/s2", -3, 500, new SmoothingFilter(new WindowFilter(new Vibration(clock), 5, WindowStatistic.Median), 4))
                .Describe(Describe("Level", Garden, null)),
            new Channel("demo-mean", "V", -3, 1000, new PeriodSensor(new Wave(clock), 20, WindowStatistic.Mean)).Describe(
                Describe("Mean", Garden, null)),

            // More actuators.
            new Channel("demo-label", 10_000, label).SetBy(Control.Text(label, 32)).Describe(Describe("Label", Garden, null)),
            new Channel("demo-mode", 10_000, mode).SetBy(Control.Choice(mode, "eco", "comfort", "off"))
                .Describe(Describe("Mode", Garden, null)),
            new Channel("demo-valve", "/", -2, 1000, valve).SetBy(opening, 0, Valve.Max).Describe(Describe("Valve", Garden, null)),
            Channel.Button("demo-close", valve.Closing, needsConfirmation: true).Describe(Describe("Close the valve", Garden, null)),
        ];
    }

    private static ChannelDescription Describe(string title, string group, string? kind) =>
        new() { Title = title, Group = group, Kind = kind };
}
