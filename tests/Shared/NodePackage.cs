namespace Sensorcast.Tests.Shared;

/// <summary>A package of this repository with tools of its own, which npm runs.</summary>
internal sealed class NodePackage(params string[] folder)
{
    /// <summary>How long one of its tools may take, in milliseconds.</summary>
    public const int Wait = 120_000;

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Path.Combine([Repository.Root, .. folder]);

    /// <summary>Installs what its lock file says.</summary>
    public void Install() => Npm("ci", "--no-audit", "--no-fund");

    /// <summary>Runs a script of its package.json.</summary>
    public void Run(string script) => Npm("run", script);

    /// <summary>Runs npm.</summary>
    /// <returns>What it printed.</returns>
    public string Npm(params string[] arguments) => ToolProcess.Run("npm", arguments, Wait, Folder);
}
