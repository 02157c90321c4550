using System.Buffers.Text;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Sensors;

/// <summary>A temperature sensor of the kernel, in thousandths of a degree Celsius.</summary>
public sealed class LinuxTemperature : ISensor
{
    // The drivers' names for the processor's temperature.
    private static readonly string[] Preferred =
        ["x86_pkg_temp", "coretemp", "k10temp", "cpu-thermal", "cpu_thermal", "soc-thermal", "soc_thermal"];

    private readonly SmallFile _file;

    private LinuxTemperature(string path) => _file = new SmallFile(path);

    /// <summary>Finds the processor's temperature, or else any.</summary>
    /// <param name="root">The directory of the kernel's devices.</param>
    /// <returns>The sensor, or <see langword="null"/> when the machine offers none.</returns>
    public static LinuxTemperature? Find(string root = "/sys/class")
    {
        var places = Places(Path.Combine(root, "thermal"), "thermal_zone*", "type", "temp")
            .Concat(Places(Path.Combine(root, "hwmon"), "hwmon*", "name", "temp*_input"));
        return places
            .OrderByDescending(place => Preferred.Contains(place.Name))
            .Select(place => new LinuxTemperature(place.Path))
            .FirstOrDefault(sensor => sensor.TryRead(out _));
    }

    /// <inheritdoc/>
    public bool TryRead(out int value) => Utf8Parser.TryParse(_file.Read(), out value, out _);

    private static IEnumerable<(string Name, string Path)> Places(string folder, string devices, string nameFile, string valueFiles)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string device in Directory.GetDirectories(folder, devices).Order())
        {
            string name = Path.Combine(device, nameFile);
            foreach (string value in Directory.GetFiles(device, valueFiles).Order())
            {
                yield return (File.Exists(name) ? File.ReadAllText(name).Trim() : "", value);
            }
        }
    }
}
