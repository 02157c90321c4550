using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>A file of docs/proxies, with its addresses replaced by those of a test.</summary>
internal sealed class ConfigurationFile(string name)
{
    private string _text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "proxies", name));

    /// <summary>Replaces a text that must be in the file: so the tests notice when the file changes.</summary>
    public ConfigurationFile Replace(string old, string replacement)
    {
        Assert.Contains(old, _text, $"{name} has changed");
        _text = _text.Replace(old, replacement, StringComparison.Ordinal);
        return this;
    }

    public void WriteTo(string path) => File.WriteAllText(path, _text);
}
