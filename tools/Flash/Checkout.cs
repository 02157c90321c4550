namespace Sensorcast.Flash;

/// <summary>The files of the working copy that flashing needs.</summary>
internal sealed class Checkout
{
    private static readonly string[] Configurations = ["Release", "Debug"];

    private readonly string _root;

    private Checkout(string root) => _root = root;

    /// <summary>The file with the name and password of the network.</summary>
    public string WifiFile => Path.Combine(_root, "wifi.json");

    /// <summary>The working copy that contains the current directory, else the one that this tool was built in.</summary>
    public static Checkout Find()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "nf.sln")))
                {
                    return new Checkout(folder.FullName);
                }
            }
        }

        throw new FlashException("Run this inside the working copy of the project: there is no nf.sln in this folder or above it.");
    }

    /// <summary>The application's deployment image.</summary>
    /// <param name="requested">The requested file; without one, the newest build output.</param>
    public string FindImage(string? requested)
    {
        if (requested is not null)
        {
            string path = Path.GetFullPath(requested);
            return File.Exists(path) ? path : throw new FlashException($"There is no file {path}. {HowToBuild}");
        }

        return Configurations
            .Select(configuration => new DirectoryInfo(Path.Combine(_root, "device", "bin", configuration)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*.bin"))
            .MaxBy(file => file.LastWriteTimeUtc)?.FullName
            ?? throw new FlashException(
                $"The application is not built: there is no .bin file in device/bin/Release or device/bin/Debug. {HowToBuild}");
    }

    private static string HowToBuild =>
        "Build nf.sln with Visual Studio or the VS Code extension (docs/flash.md), "
            + $"name another file with --image, or add {FlashPlan.SkipDeploy}.";
}
