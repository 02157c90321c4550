namespace Sensorcast.Flash;

/// <summary>The commands that flash a board, and what is missing to run them.</summary>
internal sealed class FlashPlan
{
    public const string SkipNanoff = "--skip-nanoff";
    public const string SkipFirmware = "--skip-firmware";
    public const string SkipWifi = "--skip-wifi";
    public const string SkipDeploy = "--skip-deploy";

    private const string Nanoff = CommandRunner.Nanoff;

    // What a command shows for a missing value.
    private const string NoPort = "PORT";
    private const string NoImage = "IMAGE";

    private readonly List<FlashStep> _steps = [];
    private readonly List<string> _problems = [];

    private FlashPlan()
    {
    }

    /// <summary>The commands, in their order.</summary>
    public IReadOnlyList<FlashStep> Steps => _steps;

    /// <summary>Why there is no port to use, or <see langword="null"/>.</summary>
    public string? PortProblem { get; private set; }

    /// <summary>All other things that are missing or wrong.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Whether the board gets the Wi-Fi of a file.</summary>
    public bool SendsWifi { get; private set; }

    /// <summary>Builds the commands and checks what they need.</summary>
    public static FlashPlan Create(FlashSettings settings, Checkout checkout)
    {
        var plan = new FlashPlan();
        plan.Add(settings, checkout);
        return plan;
    }

    private void Add(FlashSettings settings, Checkout checkout)
    {
        if (settings.SkipNanoff)
        {
            // Without this option it is installed by then.
            Note(settings is { SkipFirmware: true, SkipWifi: true, SkipDeploy: true } ? null : CommandRunner.ProblemWith(Nanoff));
        }
        else
        {
            Note(CommandRunner.ProblemWith(CommandRunner.Dotnet));

            // Installs it or updates it. It is built for .NET 8: the option lets it run where only a later one is.
            _steps.Add(new FlashStep(
                "install or update nanoff",
                SkipNanoff,
                $"This needs the internet. With nanoff already installed, {SkipNanoff} does without.",
                CommandRunner.Dotnet, "tool", "install", "--global", Nanoff, "--allow-roll-forward"));
        }

        if (settings is { SkipFirmware: true, SkipWifi: true, SkipDeploy: true })
        {
            return;
        }

        string port = Choose(settings.Port);
        if (!settings.SkipFirmware)
        {
            string[] target = settings.Target is null ? [] : ["--target", settings.Target];
            _steps.Add(new FlashStep(
                "update the firmware",
                SkipFirmware,
                "Close what else uses the port (Visual Studio, a serial monitor), check --port and the cable, "
                    + "and hold the board's BOOT button while nanoff connects. This needs the internet too.",
                Nanoff, ["--platform", "esp32", .. target, "--serialport", port, "--update"]));
        }

        SendsWifi = !settings.SkipWifi && File.Exists(checkout.WifiFile);
        if (SendsWifi)
        {
            Note(WifiFile.ProblemWith(checkout.WifiFile, port));
            _steps.Add(new FlashStep(
                "send the Wi-Fi configuration",
                SkipWifi,
                "Press the board's RESET button, wait 5 seconds and try again: this talks to the running firmware.",
                Nanoff, "--networkdeployment", checkout.WifiFile, "--serialport", port));
        }

        if (!settings.SkipDeploy)
        {
            // --nanodevice asks the board where applications go. Without it nanoff assumes 0x1B0000 on every chip, which
            // on an ESP32 is inside the firmware (nanoframework/Home issue 1835).
            _steps.Add(new FlashStep(
                "deploy the application",
                SkipDeploy,
                "Press the board's RESET button, wait 5 seconds and try again: this talks to the running firmware.",
                Nanoff, "--nanodevice", "--deploy", "--serialport", port, "--image", FindImage(settings, checkout)));
        }
    }

    private void Note(string? problem)
    {
        if (problem is not null)
        {
            _problems.Add(problem);
        }
    }

    private string Choose(string? requested)
    {
        try
        {
            return SerialPorts.Choose(requested, SerialPorts.Find());
        }
        catch (FlashException e)
        {
            PortProblem = e.Message;
            return NoPort;
        }
    }

    private string FindImage(FlashSettings settings, Checkout checkout)
    {
        try
        {
            return checkout.FindImage(settings.Image);
        }
        catch (FlashException e)
        {
            Note(e.Message);
            return NoImage;
        }
    }
}
