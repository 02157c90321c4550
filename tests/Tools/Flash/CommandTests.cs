namespace Sensorcast.Tests.FlashTests;

/// <summary>Which commands are run, in which order, and what happens when one fails.</summary>
[TestClass]
public sealed class CommandTests : IDisposable
{
    private const string Install = "dotnet tool install --global nanoff --allow-roll-forward";
    private const string Firmware = "nanoff --platform esp32 --serialport COM7 --update";

    private readonly Sandbox _sandbox = new();

    private string Wifi => $"nanoff --networkdeployment \"{_sandbox.Wifi}\" --serialport COM7";

    private string Deploy => $"nanoff --nanodevice --deploy --serialport COM7 --image \"{_sandbox.Image}\"";

    public void Dispose() => _sandbox.Dispose();

    [TestMethod, Timeout(Limits.Test)]
    public void Runs_the_four_steps_in_order_and_says_where_the_page_is()
    {
        (int code, string output, string errors) = _sandbox.Run("--port", "COM7");

        Assert.AreEqual("", errors);
        Assert.AreEqual(0, code);
        Assert.AreSequenceEqual([Install, Firmware, Wifi, Deploy], _sandbox.Calls);
        Assert.Contains("http://sensorcast-a1b2c3.local/", output);
    }

    /// <summary>nanoff is built for .NET 8, which a machine with only the SDK that this project needs does not have.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Lets_nanoff_run_on_a_later_dotnet()
    {
        _sandbox.Run("--port", "COM7");

        Assert.AreSequenceEqual(["", "Major", "Major", "Major"], _sandbox.RollForward);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Passes_the_target_on()
    {
        _sandbox.Run("--port", "COM7", "--target", "XIAO_ESP32C3", "--skip-nanoff", "--skip-wifi", "--skip-deploy");

        Assert.AreSequenceEqual(["nanoff --platform esp32 --target XIAO_ESP32C3 --serialport COM7 --update"], _sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("--skip-nanoff", 0)]
    [DataRow("--skip-firmware", 1)]
    [DataRow("--skip-wifi", 2)]
    [DataRow("--skip-deploy", 3)]
    public void Leaves_out_the_steps_that_an_option_names(string option, int skipped)
    {
        (int code, _, _) = _sandbox.Run("--port", "COM7", option);

        List<string> expected = [Install, Firmware, Wifi, Deploy];
        expected.RemoveAt(skipped);
        Assert.AreEqual(0, code);
        Assert.AreSequenceEqual(expected, _sandbox.Calls);
    }

    /// <summary>Files that only other steps use are not required.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Does_not_require_the_files_of_steps_left_out()
    {
        File.Delete(_sandbox.Wifi);
        File.Delete(_sandbox.Image);

        (int code, _, _) = _sandbox.Run("--port", "COM7", "--skip-wifi", "--skip-deploy");

        Assert.AreEqual(0, code);
        Assert.AreSequenceEqual([Install, Firmware], _sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Only_installs_nanoff_when_the_rest_is_left_out()
    {
        (int code, _, _) = _sandbox.Run("--skip-firmware", "--skip-wifi", "--skip-deploy");

        Assert.AreEqual(0, code);
        Assert.AreSequenceEqual([Install], _sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Takes_the_newest_image_or_the_one_that_is_named()
    {
        string newest = Path.Combine(_sandbox.Root, "device", "bin", "Debug", "Sensorcast.Device.bin");
        _sandbox.AddFile("device/bin/Debug/Sensorcast.Device.bin", "newer");
        File.SetLastWriteTimeUtc(_sandbox.Image, DateTime.UtcNow.AddHours(-1));

        _sandbox.Run("--port", "COM7", "--skip-nanoff", "--skip-firmware", "--skip-wifi");
        _sandbox.Run(
            "--port", "COM7", "--skip-nanoff", "--skip-firmware", "--skip-wifi", "--image", "device/bin/Release/Sensorcast.Device.bin");

        Assert.AreSequenceEqual([Deploy.Replace(_sandbox.Image, newest), Deploy], _sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void A_dry_run_prints_the_commands_and_runs_none()
    {
        (int code, string output, string errors) = _sandbox.Run("--port", "COM7", "--dry-run");

        Assert.AreEqual("", errors);
        Assert.AreEqual(0, code);
        Assert.IsEmpty(_sandbox.Calls);
        char quote = OperatingSystem.IsWindows() ? '"' : '\'';
        string expected = $"""
            # 1/4: install or update nanoff
            {Install}
            # 2/4: update the firmware
            {Firmware}
            # 3/4: send the Wi-Fi configuration
            {Wifi.Replace('"', quote)}
            # 4/4: deploy the application
            {Deploy.Replace('"', quote)}
            # Then open http://sensorcast-a1b2c3.local/ on the same network, with the last three bytes of the MAC address: see docs/names.md.
            # Not found? The board writes its address to its debug output: see docs/flash.md.

            """;
        Assert.AreEqual(expected.ReplaceLineEndings(), output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Without_a_wifi_file_a_phone_sets_it_up()
    {
        File.Delete(_sandbox.Wifi);

        (int code, string output, string errors) = _sandbox.Run("--port", "COM7");

        Assert.AreEqual((0, ""), (code, errors));
        Assert.AreSequenceEqual([Install, Firmware, Deploy], _sandbox.Calls);
        Assert.Contains("# 3/3: deploy the application", output);
        Assert.Contains("Join it with a phone and choose the board's network there: see docs/setup.md.", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void A_dry_run_needs_no_board()
    {
        SkipWithPort();

        (int code, string output, string errors) = _sandbox.Run("--dry-run");

        Assert.AreEqual(0, code);
        Assert.Contains("nanoff --platform esp32 --serialport PORT --update", output);
        Assert.StartsWith($"Missing before this can run:{Environment.NewLine}There is no serial port.", errors);
        Assert.IsEmpty(_sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("")]
    [DataRow("--dry-run")]
    public void All_that_is_missing_is_reported_at_once(string option)
    {
        SkipWithPort();
        RemovePrograms("nanoff");
        File.Delete(_sandbox.Image);
        _sandbox.WriteWifi("{}");

        (int code, string output, string errors) =
            _sandbox.Run(["--skip-nanoff", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.AreEqual(1, code);
        Assert.AreEqual(option.Length > 0, output.Contains("--image IMAGE", StringComparison.Ordinal));
        string[] problems =
        [
            "There is no serial port.", "nanoff is not installed.", "it needs an object WirelessClient", "The application is not built",
        ];
        foreach (string problem in problems)
        {
            Assert.Contains(problem, errors);
        }

        Assert.IsEmpty(_sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("tool install", 1, "install or update nanoff", "dotnet", "This needs the internet.", "")]
    [DataRow("--update", 2, "update the firmware", "nanoff", "BOOT button", "add --skip-nanoff.")]
    [DataRow("--networkdeployment", 3, "send the Wi-Fi configuration", "nanoff", "RESET button", "add --skip-nanoff --skip-firmware.")]
    [DataRow("--deploy", 4, "deploy the application", "nanoff", "RESET button", "add --skip-nanoff --skip-firmware --skip-wifi.")]
    public void Stops_at_the_step_that_fails_and_says_what_to_try(
        string failing, int step, string title, string program, string hint, string resume)
    {
        (int code, string output, string errors) = _sandbox.RunFailingOn(failing, "--port", "COM7");

        Assert.AreEqual(1, code);
        Assert.AreSequenceEqual(new[] { Install, Firmware, Wifi, Deploy }.Take(step), _sandbox.Calls);
        Assert.Contains($"Step {step}/4 failed ({title}): {program} ended with exit code {FakePrograms.FailureCode}", errors);
        Assert.Contains(hint, errors);
        Assert.Contains(resume, errors);
        Assert.DoesNotContain("http://", output);
    }

    /// <summary>Right after its first install nanoff is in the home folder, and the console does not have it on its path yet.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Finds_nanoff_where_dotnet_installs_it()
    {
        string tools = Path.Combine(_sandbox.Home, ".dotnet", "tools");
        RemovePrograms("nanoff");
        Directory.CreateDirectory(tools);
        FakePrograms.Write(tools, "nanoff");

        (int code, _, _) = _sandbox.Run("--port", "COM7");

        Assert.AreEqual(0, code);
        Assert.HasCount(4, _sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Says_that_nanoff_is_missing()
    {
        RemovePrograms("nanoff");

        (int code, _, string errors) = _sandbox.Run("--port", "COM7", "--skip-nanoff");

        Assert.AreEqual(1, code);
        Assert.StartsWith("nanoff is not installed.", errors);
        Assert.IsEmpty(_sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Says_that_dotnet_is_missing()
    {
        RemovePrograms("dotnet");

        (int code, _, string errors) = _sandbox.Run("--port", "COM7");

        Assert.AreEqual(1, code);
        Assert.StartsWith("dotnet is not on the PATH.", errors);
        Assert.IsEmpty(_sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("", "The application is not built: there is no .bin file in device/bin/Release or device/bin/Debug. Build nf.sln")]
    [DataRow("--image none.bin", "none.bin. Build nf.sln")]
    public void Says_that_the_application_is_not_built(string arguments, string message)
    {
        File.Delete(_sandbox.Image);

        (int code, _, string errors) = _sandbox.Run(["--port", "COM7", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.AreEqual(1, code);
        Assert.Contains(message, errors);
        Assert.IsEmpty(_sandbox.Calls);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("--prot COM7", "Unrecognized command or argument '--prot'.")]
    [DataRow("--port", "Required argument missing for option: '--port'.")]
    public void Answers_wrong_usage_with_one_line(string arguments, string message)
    {
        (int code, string output, string errors) = _sandbox.Run(arguments.Split(' '));

        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        Assert.AreEqual(message + " Try --help." + Environment.NewLine, errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Shows_help()
    {
        (int code, string output, string errors) = _sandbox.Run("--help");

        Assert.AreEqual(0, code);
        Assert.AreEqual("", errors);
        string[] options =
        [
            "--port", "--target", "--image", "--init", "--dry-run", "--skip-nanoff", "--skip-firmware", "--skip-wifi", "--skip-deploy",
        ];
        foreach (string option in options)
        {
            Assert.Contains(option, output);
        }
    }

    private static void SkipWithPort()
    {
        if (Sensorcast.Flash.SerialPorts.Find().Count > 0)
        {
            Assert.Inconclusive("This machine has a serial port.");
        }
    }

    private void RemovePrograms(string name)
    {
        foreach (string file in Directory.GetFiles(_sandbox.Programs, name + "*"))
        {
            File.Delete(file);
        }
    }
}
