using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Sensorcast.Flash;

/// <summary>The serial ports a board can be on.</summary>
internal static class SerialPorts
{
    /// <summary>The names of USB serial ports on Linux and macOS; built-in ports and Bluetooth have others.</summary>
    private static readonly string[] Patterns =
        ["ttyUSB*", "ttyACM*", "cu.usbserial*", "cu.usbmodem*", "cu.SLAB_USBtoUART*", "cu.wchusbserial*"];

    public static IReadOnlyList<string> Find() => OperatingSystem.IsWindows() ? FindInRegistry() : FindIn("/dev");

    public static IReadOnlyList<string> FindIn(string folder) =>
        [.. Patterns.SelectMany(pattern => Directory.EnumerateFileSystemEntries(folder, pattern)).Order(StringComparer.Ordinal)];

    /// <summary>The requested port, else the only one.</summary>
    public static string Choose(string? requested, IReadOnlyList<string> found) => requested ?? found.Count switch
    {
        1 => found[0],
        0 => throw new FlashException(
            "There is no serial port. Connect the board with a USB cable that carries data, install its driver (docs/flash.md), "
                + "or name a port with --port."),
        _ => throw new FlashException($"There are several serial ports: {string.Join(", ", found)}. Name the board's with --port."),
    };

    [SupportedOSPlatform("windows")]
    private static List<string> FindInRegistry()
    {
        var ports = new List<string>();
        using RegistryKey? key = Registry.LocalMachine.OpenSubKey(@"HARDWARE\DEVICEMAP\SERIALCOMM");
        foreach (string name in key?.GetValueNames() ?? [])
        {
            if (key!.GetValue(name) is string port)
            {
                ports.Add(port);
            }
        }

        return ports;
    }
}
