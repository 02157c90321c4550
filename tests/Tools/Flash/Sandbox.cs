using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sensorcast.Tests.FlashTests;

/// <summary>A working copy that is ready to flash, a home and a path of its own, and the built tool to run in them.</summary>
internal sealed class Sandbox : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flash tests ");
    private readonly string _log;

    public Sandbox()
    {
        _log = Path.Combine(_folder.FullName, "log");
        Programs = _folder.CreateSubdirectory("programs").FullName;
        Home = _folder.CreateSubdirectory("home").FullName;
        Root = RealPath(_folder.CreateSubdirectory("checkout").FullName);
        FakePrograms.Write(Programs, "dotnet");
        FakePrograms.Write(Programs, "nanoff");
        Image = Path.Combine(Root, "device", "bin", "Release", "Sensorcast.Device.bin");
        AddFile("nf.sln", "");
        AddFile("device/bin/Release/Sensorcast.Device.bin", "image");
        WriteWifi($$"""{ "WirelessClient": { "Ssid": "our network", "Password": "{{Password}}" } }""");
    }

    public string Root { get; }

    public string Home { get; }

    public string Programs { get; }

    public string Image { get; }

    public string Wifi => Path.Combine(Root, "wifi.json");

    /// <summary>What the fakes were called with, one line a call.</summary>
    public string[] Calls => ReadLog("");

    /// <summary>The variable DOTNET_ROLL_FORWARD in each call.</summary>
    public string[] RollForward => ReadLog(".roll");

    public void WriteWifi(string text) => AddFile("wifi.json", text);

    public void AddFile(string name, string text)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Runs the tool to its end. It never shows the password, nor a stack trace.</summary>
    public (int Code, string Output, string Errors) Run(params string[] arguments) => RunFailingOn("no call", arguments);

    /// <summary>The same, with fakes that fail when their command line contains a text.</summary>
    public (int Code, string Output, string Errors) RunFailingOn(string text, params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Sensorcast.Flash.exe" : "Sensorcast.Flash");
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Programs;
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = Home;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment["FAKE_LOG"] = _log;
        start.Environment["FAKE_FAILS_ON"] = text;
        start.Environment.Remove("DOTNET_CLI_HOME");
        start.Environment.Remove("DOTNET_ROLL_FORWARD");

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limits.Process))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the tool did not end");
        }

        Assert.IsTrue(Task.WaitAll([output, errors], Limits.Process), "its output did not end");
        string all = output.Result + errors.Result;
        Assert.DoesNotContain(Password, all);
        Assert.DoesNotContain("   at ", all);
        return (process.ExitCode, output.Result, errors.Result);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The path without links: the temporary folder of macOS is a link, and the tool sees its target.</summary>
    private static string RealPath(string folder)
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            return Environment.CurrentDirectory;
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    private string[] ReadLog(string ending) => File.Exists(_log + ending) ? File.ReadAllLines(_log + ending) : [];
}
