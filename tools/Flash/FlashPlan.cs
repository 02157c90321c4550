namespace Sensorcast.Flash;

/// <summary>The commands that put everything on a board.</summary>
internal static class FlashPlan
{
    public const string SkipNanoff = "--skip-nanoff";
    public const string SkipFirmware = "--skip-firmware";
    public const string SkipWifi = "--skip-wifi";
    public const string SkipDeploy = "--skip-deploy";

    private const string Nanoff = CommandRunner.Nanoff;

    /// <summary>Checks what the commands need and puts them together.</summary>
    /// <exception cref="FlashException">Something is missing or wrong.</exception>
    public static IReadOnlyList<FlashStep> Create(FlashSettings settings, Checkout checkout)
    {
        var steps = new List<FlashStep>();
        if (!settings.SkipNanoff)
        {
            // Installs it or updates it. It is built for .NET 8: the option lets it run where only a later one is.
            steps.Add(new FlashStep(
                "install or update nanoff",
                SkipNanoff,
                $"This needs the internet. With nanoff already installed, {SkipNanoff} does without.",
                CommandRunner.Dotnet, "tool", "install", "--global", Nanoff, "--allow-roll-forward"));
        }

        if (settings is { SkipFirmware: true, SkipWifi: true, SkipDeploy: true })
        {
            return steps;
        }

        string port = SerialPorts.Choose(settings.Port, SerialPorts.Find());
        if (!settings.SkipFirmware)
        {
            string[] target = settings.Target is null ? [] : ["--target", settings.Target];
            steps.Add(new FlashStep(
                "update the firmware",
                SkipFirmware,
                "Close what else uses the port (Visual Studio, a serial monitor), check --port and the cable, "
                    + "and hold the board's BOOT button while nanoff connects. This needs the internet too.",
                Nanoff, ["--platform", "esp32", .. target, "--serialport", port, "--update"]));
        }

        if (!settings.SkipWifi)
        {
            WifiFile.Check(checkout.WifiFile, port);
            steps.Add(new FlashStep(
                "send the Wi-Fi configuration",
                SkipWifi,
                "Press the board's RESET button, wait 5 seconds and try again: this talks to the running firmware.",
                Nanoff, "--networkdeployment", checkout.WifiFile, "--serialport", port));
        }

        if (!settings.SkipDeploy)
        {
            // --nanodevice asks the board where applications go. Without it nanoff assumes 0x1B0000 on every chip, which
            // on an ESP32 is inside the firmware (nanoframework/Home issue 1835).
            steps.Add(new FlashStep(
                "deploy the application",
                SkipDeploy,
                "Press the board's RESET button, wait 5 seconds and try again: this talks to the running firmware.",
                Nanoff, "--nanodevice", "--deploy", "--serialport", port, "--image", checkout.FindImage(settings.Image)));
        }

        return steps;
    }
}
