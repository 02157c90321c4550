using System.CommandLine;

namespace Sensorcast.Flash;

/// <summary>The command line: its options and what they mean.</summary>
internal static class FlashCommand
{
    public static RootCommand Create(Func<FlashSettings, int> run)
    {
        Option<string?> port = TextOption(
            "--port", "name", "The board's serial port, such as COM3 or /dev/ttyUSB0. Not needed when there is only one.");
        Option<string?> target = TextOption(
            "--target", "name", "The firmware, such as ESP32_REV3. Without it nanoff picks the one for the chip it finds.");
        Option<string?> image = TextOption(
            "--image", "file", "The built application. Without it, the newest .bin file in device/bin/Release and device/bin/Debug.");
        Option<bool> init =
            Switch("--init",
                "Makes an empty wifi.json to fill in, and does nothing else. Without that file the board's Wi-Fi is set with a phone.");
        Option<bool> dryRun = Switch("--dry-run", "Checks everything and prints the commands, but runs none. Needs no board.");
        Option<bool> skipNanoff = Switch(FlashPlan.SkipNanoff, "Does not install or update nanoff.");
        Option<bool> skipFirmware = Switch(FlashPlan.SkipFirmware, "Leaves the firmware as it is.");
        Option<bool> skipWifi = Switch(FlashPlan.SkipWifi, "Leaves the Wi-Fi configuration as it is, also with a wifi.json.");
        Option<bool> skipDeploy = Switch(FlashPlan.SkipDeploy, "Leaves the application as it is.");

        var command = new RootCommand("Puts firmware, Wi-Fi configuration and application on a board.")
        {
            port, target, image, init, dryRun, skipNanoff, skipFirmware, skipWifi, skipDeploy,
        };
        command.SetAction(parsed => run(new FlashSettings
        {
            Port = parsed.GetValue(port),
            Target = parsed.GetValue(target),
            Image = parsed.GetValue(image),
            Init = parsed.GetValue(init),
            DryRun = parsed.GetValue(dryRun),
            SkipNanoff = parsed.GetValue(skipNanoff),
            SkipFirmware = parsed.GetValue(skipFirmware),
            SkipWifi = parsed.GetValue(skipWifi),
            SkipDeploy = parsed.GetValue(skipDeploy),
        }));
        return command;
    }

    private static Option<string?> TextOption(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<bool> Switch(string name, string description) => new(name) { Description = description };
}
