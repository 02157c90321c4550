using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Where pictures go: artifacts/screenshots, or docs/screenshots when the environment variable SENSORCAST_WRITE_SCREENSHOTS is set.</summary>
internal static class Screenshots
{
    private const string Variable = "SENSORCAST_WRITE_SCREENSHOTS";

    public static string PathOf(string name)
    {
        bool isForDocs = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };
        string folder = Path.Combine(Repository.Root, isForDocs ? "docs" : "artifacts", "screenshots");
        return Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png");
    }
}
