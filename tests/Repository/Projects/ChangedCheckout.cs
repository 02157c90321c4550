using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProjectTests;

/// <summary>A copy of what the board projects consist of, in a temporary folder, for a test to break.</summary>
internal sealed class ChangedCheckout : IDisposable
{
    private static readonly string[] Folders = ["shared", "device", "tests/Unit", "tests/Board/Network", "tools/ReferenceCheck/api"];

    private static readonly string[] Files = ["nf.sln", "Directory.Packages.props"];

    private readonly string _root = Directory.CreateTempSubdirectory("sensorcast-projects-").FullName;

    public ChangedCheckout()
    {
        foreach (string folder in Folders)
        {
            Copy(folder);
        }

        foreach (string file in Files)
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_root, file));
        }
    }

    public BoardProjects Projects => new(_root);

    /// <summary>Replaces a text that must be there.</summary>
    public ChangedCheckout Replace(string file, string text, string replacement)
    {
        string path = Path.Combine(_root, file);
        string content = File.ReadAllText(path);
        Assert.Contains(text, content);
        File.WriteAllText(path, content.Replace(text, replacement, StringComparison.Ordinal));
        return this;
    }

    public ChangedCheckout Write(string file, string content)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Copy(string folder)
    {
        string source = Path.Combine(Repository.Root, folder);
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_root, folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
