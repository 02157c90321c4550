namespace Sensorcast.Tests.Shared;

/// <summary>A package of this repository with tools of its own, which npm runs.</summary>
internal sealed class NodePackage(params string[] folder)
{
    /// <summary>How long one of its tools may take, in milliseconds.</summary>
    public const int Wait = 360_000;

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Path.Combine([Repository.Root, .. folder]);

    /// <summary>
    /// Installs what its lock file lists, unless that was done after the file was written. Of two tests that need it at the same time, also
    /// in two suites, one waits.
    /// </summary>
    public void Install()
    {
        string name = Path.GetRelativePath(Repository.Root, Folder).Replace(Path.DirectorySeparatorChar, '-');
        using var turn = new Mutex(initiallyOwned: false, $@"Global\sensorcast-{name}");
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // The other test was ended while it installed: this one installs.
        }

        try
        {
            InstallInTurn();
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    /// <summary>Runs a script of its package.json.</summary>
    public void Run(string script) => Npm("run", script);

    /// <summary>Runs npm.</summary>
    /// <returns>What it printed.</returns>
    public string Npm(params string[] arguments) => ToolProcess.Run("npm", arguments, Wait, Folder);

    private void InstallInTurn()
    {
        // npm writes it at the end of each installation.
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            Npm("ci", "--no-audit", "--no-fund");
        }
    }
}
