using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>The files of docs/broker, with what differs from one installation to another replaced.</summary>
internal static class DocumentedFile
{
    public static string Read(string name, params (string Old, string New)[] replacements)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "broker", name));
        foreach ((string old, string replacement) in replacements)
        {
            Assert.Contains(old, text, "The file has changed");
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
