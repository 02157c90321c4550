using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The package in tools/Clients/JavaScript as npm installs it into an empty folder.</summary>
[TestClass]
public class InstalledClientTests
{
    private static readonly NodePackage Client = new("tools", "Clients", "JavaScript");

    private static DirectoryInfo _folder = null!;

    [ClassInitialize]
    public static void Install(TestContext _)
    {
        _folder = Directory.CreateTempSubdirectory("sensorcast-client-");
        Client.Install();
        Client.Npm("pack", "--pack-destination", _folder.FullName);
        ToolProcess.Run("npm", ["init", "--yes"], NodePackage.Wait, _folder.FullName);
        ToolProcess.Run("npm", ["install", "--no-audit", "--no-fund", Package, "ws@8.23.0"], NodePackage.Wait, _folder.FullName);
    }

    [ClassCleanup]
    public static void Delete() => _folder?.Delete(recursive: true);

    private static string Package => _folder.EnumerateFiles("*.tgz").Single().FullName;

    [TestMethod]
    public void The_package_has_what_is_needed_and_nothing_else()
    {
        string[] files = Files(Package);
        string[] beside = [.. files.Where(file => !file.StartsWith("dist/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.AreEqual("LICENSE README.md package.json", string.Join(' ', beside));
        CollectionAssert.Contains(files, "dist/index.js");
        CollectionAssert.Contains(files, "dist/index.d.ts");
    }

    [TestMethod, Timeout(4 * Limits.Test)]
    public void The_example_of_the_readme_runs()
    {
        using var host = new LiveHost();
        using ToolProcess node = StartExample(host.Url);

        List<string> expected =
        [
            "^live$",
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \d(\.\d{1,3})? V$",
            @"^The lamp was lit \d+(\.\d+)? ms later$",
        ];
        while (expected.Count > 0)
        {
            string line = node.ReadLine(Limits.Wait);
            expected.RemoveAll(pattern => Regex.IsMatch(line, pattern));
        }
    }

    /// <summary>An error that is not caught would end the program.</summary>
    [TestMethod, Timeout(4 * Limits.Test)]
    public void The_example_goes_on_when_there_is_no_server()
    {
        using ToolProcess node = StartExample(new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/"));
        List<string> states = [];
        // Five seconds are the limit of the setting, and attempts go on after it.
        for (var time = Stopwatch.StartNew(); time.Elapsed < TimeSpan.FromSeconds(7) || states[^1] != "connecting";)
        {
            states.Add(node.ReadLine(2 * Limits.Wait));
        }

        node.AssertRuns();
        Assert.AreEqual("connecting offline", string.Join(' ', states.Distinct().Order(StringComparer.Ordinal)));
    }

    /// <summary>A board whose channels report nothing is live: only its answers pass.</summary>
    [TestMethod, Timeout(4 * Limits.Test)]
    public void A_board_whose_channels_report_nothing_is_live()
    {
        const string Script = """
            import { Sensorcast } from 'sensorcast-client';
            import WebSocket from 'ws';

            let answers = 0;
            class Quiet extends WebSocket {
              set onmessage(listener) {
                let packs = 0;
                super.onmessage = listener && ((event) => {
                  const isPack = typeof event.data !== 'string';
                  answers += isPack ? 0 : 1;
                  if (!isPack || packs++ === 0) {
                    listener(event);
                  }
                });
              }
            }
            const board = new Sensorcast(process.argv[2], { WebSocket: Quiet });
            const kinds = [];
            board.on('state', ({ kind }) => kinds.push(kind));
            await new Promise((resolve) => setTimeout(resolve, 15_000));
            console.log(...kinds, answers);
            board.close();
            """;
        using var host = new LiveHost();
        Assert.MatchesRegex("^live [12]$", RunModule(Script, host.Url.ToString()).Single());
    }

    /// <summary>The same address, first with the demo's channels and then without.</summary>
    [TestMethod, Timeout(4 * Limits.Test)]
    public void Channels_that_a_board_no_longer_has_are_gone()
    {
        const string Script = """
            import { Sensorcast } from 'sensorcast-client';
            import WebSocket from 'ws';

            const board = new Sensorcast(process.argv[2], { WebSocket });
            const gone = [];
            board.on('gone', ({ label, actuator }) => gone.push(`${label}${actuator ? '=' : ''}`));
            board.on('state', ({ kind }) => {
              if (kind === 'live') {
                console.log('channels', ...[...board.channels.values()].map(({ label }) => label).sort());
                console.log('gone', ...gone.sort());
              }
            });
            process.stdin.resume().once('end', async () => {
              console.log(await board.set('demo-lamp', true).catch(({ code }) => code));
              board.close();
            });
            """;
        int port = LoopbackPort.Free();
        using var first = new LiveHost(port);
        using var node = new ToolProcess("node", [WriteModule(Script), first.Url.ToString()], _folder.FullName);
        string[] channels = node.ReadLine(2 * Limits.Wait).Split(' ');
        Assert.AreEqual("gone", node.ReadLine(Limits.Wait));
        first.Kill();

        using var second = new HostProcess("--port", $"{port}");
        second.ReadLine();
        string[] left = node.ReadLine(4 * Limits.Wait).Split(' ');
        string[] gone = node.ReadLine(Limits.Wait).Split(' ');
        CollectionAssert.Contains(channels, "demo-lamp");
        CollectionAssert.DoesNotContain(left, "demo-lamp");
        CollectionAssert.Contains(gone, "demo-lamp=");
        CollectionAssert.IsSubsetOf(channels.Except(left).ToArray(), gone.Select(name => name.TrimEnd('=')).ToArray());
        Assert.AreEqual("unknown-name", node.Finish("", Limits.Wait).Trim());
    }

    /// <summary>All readings of each moment arrive, in both encodings, and so does the value after a setting.</summary>
    [TestMethod, Timeout(4 * Limits.Test)]
    public void A_thousand_channels_arrive_whole()
    {
        const string Script = """
            import { Sensorcast } from 'sensorcast-client';
            import WebSocket from 'ws';

            for (const encoding of ['cbor', 'json']) {
              const board = new Sensorcast(process.argv[2], { WebSocket, encoding });
              const moments = new Map();
              let complete = 0;
              for await (const { label, time, isHistory } of board) {
                if (!isHistory && label.startsWith('demo-channel-')) {
                  moments.set(time, (moments.get(time) ?? 0) + 1);
                  complete += moments.get(time) === 1000 ? 1 : 0;
                }
                if (complete === 2) {
                  break;
                }
              }
              const values = [];
              for (const [name, value] of [['demo-dimmer', 0.505], ['demo-valve', 0.12], ['demo-mode', 'comfort'], ['demo-close', true]]) {
                values.push((await board.setAndRead(name, value))?.value);
              }
              values.push(await board.set('demo-mode', 'party').catch(({ code }) => code));
              console.log(board.channels.size >= 1000, ...values, ...board.channel('demo-mode').actuator.options);
              board.close();
            }
            """;
        using var host = new LiveHost(0, "--demo-kinds", "--demo-channels", "1000");
        foreach (string line in RunModule(Script, host.Url.ToString()))
        {
            Assert.AreEqual("true 0.51 0.1 comfort false out-of-range eco comfort off", line);
        }
    }

    [TestMethod, Timeout(4 * Limits.Test)]
    public void Tokens_are_offered_and_refusals_are_reported()
    {
        const string Script = """
            import { Sensorcast } from 'sensorcast-client';
            import WebSocket from 'ws';

            const [address, token, readOnlyToken, wrongToken] = process.argv.slice(2);
            const open = (token) => new Sensorcast(address, { WebSocket, token });
            const print = (...words) => console.log(words.join(' '));

            for (const [name, offered] of [['full', token], ['read-only', readOnlyToken]]) {
              const board = open(offered);
              const { value } = await board.readings('demo-wave').next();
              const outcome = await board.set('demo-lamp', true).then(() => 'done', ({ code }) => code);
              print(name, value.unit, outcome);
              board.close();
            }
            for (const [name, offered] of [['without', undefined], ['wrong', wrongToken]]) {
              const board = open(offered);
              const kinds = new Set();
              board.on('state', ({ kind }) => kinds.add(kind));
              print(name, await board.set('demo-lamp', true).catch(({ code }) => code), await board.readings().next().catch(({ message }) => message));
              print(name, ...kinds);
            }
            """;
        const string WaitingScript = """
            import { Sensorcast } from 'sensorcast-client';
            import WebSocket from 'ws';

            const board = new Sensorcast(process.argv[2], { WebSocket, token: process.argv[3] });
            const kinds = [];
            board.on('state', (state) => kinds.push(state.kind === 'barred' ? `barred ${Math.round((state.retryAt - Date.now()) / 1000)} s` : state.kind));
            await board.readings().next();
            console.log(...kinds);
            board.close();
            """;
        using var host = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);
        string[] lines = RunModule(Script, host.Url.ToString(), TokenHost.Token, TokenHost.ReadOnlyToken, TokenHost.WrongToken);

        const string Wanted = "The board answers 401: it needs a token, or another one";
        Assert.AreEqual("full V done", lines[0]);
        Assert.AreEqual("read-only V not-allowed", lines[1]);
        Assert.AreEqual($"without not-allowed {Wanted}", lines[2]);
        Assert.MatchesRegex("^without offline( connecting)? locked$", lines[3]);
        Assert.AreEqual($"wrong not-allowed {Wanted}", lines[4]);
        // The WebSocket's attempt counts, so the request for the reason has to wait; then it counts too, and there are no more attempts.
        Assert.MatchesRegex("^wrong offline( connecting)?( barred)? locked$", lines[5]);
        Assert.IsInRange(2, 3, host.TokenFailuresAsync(TokenHost.Token).Result);

        // Each further wrong token doubles the wait: it lasts longer than Node takes to start.
        host.OfferWrongTokensAsync(2).Wait();
        string[] waiting = RunModule(WaitingScript, host.Url.ToString(), TokenHost.Token);
        Assert.MatchesRegex(@"^offline( connecting| offline)*( barred ([1-9]|1[0-6]) s)+ connecting live$", waiting.Single());
    }

    /// <summary>The files that npm packs; in the archive, all of them are in one folder.</summary>
    private static string[] Files(string package)
    {
        using var archive = new TarReader(new GZipStream(File.OpenRead(package), CompressionMode.Decompress));
        List<string> files = [];
        while (archive.GetNextEntry() is TarEntry entry)
        {
            files.Add(entry.Name["package/".Length..]);
        }

        return [.. files];
    }

    private static string[] RunModule(string script, params string[] arguments) =>
        ToolProcess.Run("node", [WriteModule(script), .. arguments], 12 * Limits.Wait, _folder.FullName)
            .ReplaceLineEndings("\n").TrimEnd().Split('\n');

    /// <returns>The name of its file.</returns>
    private static string WriteModule(string content)
    {
        string name = $"{Guid.NewGuid():N}.mjs";
        File.WriteAllText(Path.Combine(_folder.FullName, name), content);
        return name;
    }

    /// <summary>Starts the readme's example, with another address.</summary>
    private static ToolProcess StartExample(Uri address)
    {
        const string Address = "http://localhost:8080/";
        string example = ReadmeExample();
        Assert.Contains(Address, example);
        string module = WriteModule(example.Replace(Address, address.ToString(), StringComparison.Ordinal));
        return new ToolProcess("node", [module], _folder.FullName);
    }

    private static string ReadmeExample()
    {
        string readme = File.ReadAllText(Path.Combine(Client.Folder, "README.md")).ReplaceLineEndings("\n");
        return readme.Split("```js\n")[1].Split("```")[0];
    }
}
