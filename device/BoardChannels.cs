using Sensorcast.Device.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Device;

/// <summary>
/// Everything this board measures. To add a sensor, write a class with <see cref="ISensor.TryRead"/> and give it a line here: its name,
/// its unit from the SenML registry, what power of ten its <c>int</c> counts in, how often it is read, and how it is made.
/// </summary>
internal static class BoardChannels
{
    // The ADC's channel 0 is GPIO36 on ESP32, GPIO1 on S2 and S3, GPIO0 on C3. Touch pad 4 is GPIO13 on ESP32, GPIO4 on S2 and S3.
    private const int AnalogChannel = 0;
    private const int TouchPadNumber = 4;

    // The pin of the LED on most boards with an ESP32; where there is none, the pin switches all the same.
    private const int LedPin = 2;

    /// <summary>Adds the channels that a bare board has.</summary>
    internal static void AddTo(ChannelList channels)
    {
        channels.Add("steps", "1/s", 0, 1000, () => new StepRate());
        channels.Add("uptime", "s", 0, 10000, () => new Uptime());
        channels.Add("native-memory", "B", 0, 2000, () => new FreeNativeMemory());
        channels.Add("heap", "B", 0, 30000, () => new FreeHeap());
        channels.Add("wifi", "dBW", 0, 60000, () => new WifiSignal());
        channels.Add("touch", "count", 0, 100, () => new TouchReading(TouchPadNumber));
        channels.Add("analog", "/", AnalogPin.Exponent, 200, () => new AnalogPin(AnalogChannel));
        channels.Add("led", () => MakeLed("led"));
    }

    private static Channel MakeLed(string name)
    {
        OutputPin led = new OutputPin(LedPin);
        return new Channel(name, 1000, led).SetBy(led);
    }
}
