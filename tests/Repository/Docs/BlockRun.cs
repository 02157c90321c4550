using System.Text.RegularExpressions;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.DocsTests;

/// <summary>
/// Runs a block in a folder of its own, with a server and a broker where it names one, and with the programs that are built already.
/// </summary>
internal sealed partial class BlockRun : IDisposable
{
    /// <summary>The port of the pages, which a free one replaces.</summary>
    private const string PagePort = "8080";

    private readonly Block _block;
    private readonly TemporaryFolder _folder = new();
    private readonly List<Shell> _shells = [];
    private readonly Dictionary<string, string> _environment = [];
    private LiveHost? _host;
    private TokenHost? _tokenHost;
    private Broker? _broker;

    public BlockRun(Block block)
    {
        _block = block;
    }

    /// <summary>Fails if the block does not do what it should.</summary>
    public void Run()
    {
        string? until = null;
        bool eachLine = false;
        string text = _block.Text;
        foreach (string option in _block.Options)
        {
            Match replacement = Replacement().Match(option);
            Match end = Until().Match(option);
            if (replacement.Success)
            {
                Assert.Contains(replacement.Groups[1].Value, text, $"{_block.Name}: what is to be replaced is not there");
                text = text.Replace(replacement.Groups[1].Value, replacement.Groups[2].Value, StringComparison.Ordinal);
            }
            else if (end.Success)
            {
                until = end.Groups[1].Value;
            }
            else if (option == "each line")
            {
                eachLine = true;
            }
            else
            {
                Assert.AreEqual("with a token", option, $"{_block.Name}: no such option");
                _tokenHost = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);
                _environment["SENSORCAST_TOKEN"] = TokenHost.Token;
            }
        }

        text = Localized(text);
        if (_block.Language == "csharp")
        {
            text = CSharpRun(text);
        }

        string[] scripts = eachLine ? Lines(text) : [text];
        foreach (string script in scripts)
        {
            var shell = new Shell(script, _folder.FullName, _environment);
            _shells.Add(shell);
            if (until is not null)
            {
                shell.WaitForText(until);
            }
            else if (eachLine)
            {
                shell.WaitForOutputOrEnd();
            }
            else
            {
                shell.WaitForEnd();
            }
        }

        // Clients before what they are connected to.
        foreach (Shell shell in Enumerable.Reverse(_shells))
        {
            shell.Interrupt();
        }
    }

    public void Dispose()
    {
        _shells.ForEach(static shell => shell.Dispose());
        _host?.Dispose();
        _tokenHost?.Dispose();
        _broker?.Dispose();
        _folder.Dispose();
    }

    /// <summary>
    /// Replaces the names of the page: programs by those that are built, ports by free ones, boards and brokers by this machine.
    /// </summary>
    private string Localized(string text)
    {
        bool bringsServer = text.Contains("tools/Host", StringComparison.Ordinal)
            || text.Contains("Sensorcast.Host.dll", StringComparison.Ordinal);
        text = Artifacts().Replace(text, AppContext.BaseDirectory);
        text = Project().Replace(text, match => $"dotnet {Built(match.Groups[1].Value)}");
        text = text.Replace("1884", $"{LoopbackPort.Free()}", StringComparison.Ordinal);
        if (text.Contains("broker.local", StringComparison.Ordinal))
        {
            _broker = new Broker();
            text = text.Replace("-h broker.local", $"-h 127.0.0.1 -p {_broker.Port}", StringComparison.Ordinal)
                .Replace("broker.local", $"127.0.0.1:{_broker.Port}", StringComparison.Ordinal);
        }

        if (bringsServer)
        {
            return text.Replace(PagePort, $"{LoopbackPort.Free()}", StringComparison.Ordinal);
        }

        if (Boards().IsMatch(text))
        {
            Uri url = _tokenHost?.Url ?? (_host ??= new LiveHost(0, "--name", "board")).Url;
            text = Boards().Replace(text, url.Authority);
        }

        return text;
    }

    /// <summary>A program of one file, which the .NET SDK runs without a project.</summary>
    private string CSharpRun(string program)
    {
        string client = Path.Combine(Repository.Root, "tools", "Clients", "DotNet", "DotNetClient.csproj");
        File.WriteAllText(_folder.File("program.cs"), $"#:project {client}\n{program}\n");
        return "dotnet run program.cs";
    }

    private static string Built(string project)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"Sensorcast.{project}.dll");
        Assert.IsTrue(File.Exists(path), $"{path} is not built: tests/Repository/Docs/DocsTests.csproj has to refer to its project");
        return path;
    }

    /// <summary>The commands, without comments; a line that ends with a backslash goes on in the next one.</summary>
    private static string[] Lines(string text) =>
        [.. text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
            .Where(static line => line.Trim().Length > 0 && line.TrimStart()[0] != '#')];

    [GeneratedRegex("^\"(.*)\" is \"(.*)\"$")]
    private static partial Regex Replacement();

    [GeneratedRegex("^until \"(.*)\"$")]
    private static partial Regex Until();

    [GeneratedRegex(@"dotnet run (?:-c Release )?--project (?:tools|tests)/(?:\w+/)*(\w+)(?: --(?= ))?")]
    private static partial Regex Project();

    [GeneratedRegex(@"artifacts/bin/\w+/debug/")]
    private static partial Regex Artifacts();

    [GeneratedRegex(@"127\.0\.0\.1:8080|localhost:8080|\b(?:board|attic|sensorcast)\.local(?::80)?\b|192\.0\.2\.7|<address>")]
    private static partial Regex Boards();
}
