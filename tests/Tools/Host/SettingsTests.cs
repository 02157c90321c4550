using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests;

/// <summary>Settings of the page, kept in a file.</summary>
[TestClass]
public sealed class SettingsTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-");

    private string SettingsFile => Path.Combine(_folder.FullName, "settings");

    [TestCleanup]
    public void Clean() => _folder.Delete(recursive: true);

    [TestMethod, Timeout(Limits.Test)]
    public async Task Without_a_file_there_is_no_page()
    {
        using var host = new LiveHost();
        using var client = new HttpClient { BaseAddress = host.Url };
        using HttpResponseMessage response = await client.GetAsync(new Uri("/settings", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Saved_settings_apply_after_a_restart_and_are_kept()
    {
        using (var host = new LiveHost(0, "--settings", SettingsFile))
        {
            using HttpClient client = ClientOf(host);
            string page = await client.GetStringAsync(new Uri("/settings", UriKind.Relative));
            StringAssert.Contains(page, "<label for=name>Name</label>");
            Assert.IsFalse(File.Exists(SettingsFile), "Nothing is written before something is saved");

            page = await PostAsync(
                client, HttpStatusCode.OK, ("name", "kitchen"), ("token", "full-token"), ("host-names", "sensors.example.org"));
            StringAssert.Contains(page, "<p role=status>Saved.</p>");
            StringAssert.Contains(page, "<b>Name</b> <b>Token</b> <b>Further names</b>");
            page = await PostAsync(client, HttpStatusCode.OK, ("do", "restart"));
            StringAssert.Contains(page, "It restarts now.");
            await WaitForAsync(client, HttpStatusCode.Unauthorized);

            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("me:full-token")));
            page = await client.GetStringAsync(new Uri("/settings", UriKind.Relative));
            StringAssert.Contains(page, "value=\"kitchen\"");
            Assert.DoesNotContain("full-token", page);
            await CheckServesAsync(host, "kitchen:", "sensors.example.org");
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SettingsFile), "It holds secrets");
        }

        using var again = new LiveHost(0, "--settings", SettingsFile);
        await CheckServesAsync(again, "kitchen:", "sensors.example.org");
        using HttpClient stranger = ClientOf(again);
        using HttpResponseMessage refused = await stranger.GetAsync(new Uri("/settings", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.AreEqual("Basic", refused.Headers.WwwAuthenticate.First().Scheme);
        Assert.AreEqual(1, Directory.GetFiles(_folder.FullName).Length, "Nothing is left beside it");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task The_command_line_wins_and_the_page_says_so()
    {
        using (var host = new LiveHost(0, "--settings", SettingsFile))
        {
            using HttpClient client = ClientOf(host);
            await PostAsync(client, HttpStatusCode.OK, ("name", "kitchen"), ("host-names", "a.example"));
        }

        using var second = new LiveHost(0, "--settings", SettingsFile, "--name", "garden.north", "--host-name", "b.example");
        await CheckServesAsync(second, "garden.north:", "b.example");
        using HttpClient reader = ClientOf(second);
        string page = await reader.GetStringAsync(new Uri("/settings", UriKind.Relative));
        StringAssert.Contains(page, "The command line (--name) overrides this setting");
        StringAssert.Contains(page, "The command line (--host-name) overrides this setting");
        StringAssert.Contains(page, "value=\"kitchen\"");
        Assert.DoesNotContain("--allow-origin", page);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Url, "/status"));
        foreign.Headers.Host = "a.example";
        using HttpResponseMessage refused = await reader.SendAsync(foreign);
        Assert.AreEqual(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_token_of_the_command_line_is_checked_with_those_of_the_page()
    {
        string token = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(token, "full-token\n");
        using var host = new LiveHost(0, "--settings", SettingsFile, "--token-file", token);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = host.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "full-token");
        string page = await PostAsync(client, HttpStatusCode.UnprocessableEntity, ("read-only-token", "full-token"));
        StringAssert.Contains(page, "must differ");
        await PostAsync(client, HttpStatusCode.SeeOther, ("read-only-token", "reading-token"));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Other_sites_cannot_post()
    {
        using var host = new LiveHost(0, "--settings", SettingsFile);
        using HttpClient client = ClientOf(host);
        foreach (string origin in (string[])["null", "https://evil.example", $"http://127.0.0.1:{host.Url.Port + 1}"])
        {
            using var request =
                new HttpRequestMessage(HttpMethod.Post, new Uri("/settings", UriKind.Relative)) { Content = Form(("name", "evil")) };
            request.Headers.Add("Origin", origin);
            using HttpResponseMessage response = await client.SendAsync(request);
            Assert.AreEqual(HttpStatusCode.Forbidden, response.StatusCode, origin);
        }

        Assert.IsFalse(File.Exists(SettingsFile));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_reset_forgets_the_file_and_starts_again()
    {
        using var host = new LiveHost(0, "--settings", SettingsFile);
        using HttpClient client = ClientOf(host);
        await PostAsync(client, HttpStatusCode.OK, ("token", "full-token"));
        StringAssert.Contains(await PostAsync(client, HttpStatusCode.OK, ("do", "ask-reset")), "Forget all settings?");
        StringAssert.Contains(await PostAsync(client, HttpStatusCode.OK, ("do", "reset")), "All settings are forgotten.");
        Assert.DoesNotContain("token", await File.ReadAllTextAsync(SettingsFile));
        await WaitForAsync(client, HttpStatusCode.OK);
        host.Signal("TERM");
        Assert.AreEqual(0, host.WaitForExit());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_wrong_entry_is_one_line_and_the_others_count()
    {
        using (var host = new LiveHost(0, "--settings", SettingsFile))
        {
            using HttpClient client = ClientOf(host);
            await PostAsync(client, HttpStatusCode.OK, ("name", "kitchen"), ("host-names", "a.example"));
        }

        string text = await File.ReadAllTextAsync(SettingsFile);
        await File.WriteAllTextAsync(SettingsFile, text.Replace("host-names=a", "host-names=b", StringComparison.Ordinal));
        using var process = new HostProcess("--port", "0", "--settings", SettingsFile);
        _ = process.ReadLine();
        process.Signal("TERM");
        (int code, _, string errors) = process.WaitForExit();
        Assert.AreEqual(0, code);
        Assert.AreEqual("Settings: 1 of the stored values are damaged; what they were before counts, or the default.", errors.TrimEnd());
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("name=kitchen\n", "is not a settings file, or is damaged. Move it away to start with defaults.")]
    [DataRow("*", "is a folder, not a file.")]
    public async Task A_file_that_is_not_a_settings_file_is_not_replaced(string content, string expected)
    {
        string path = content == "*" ? _folder.FullName : SettingsFile;
        if (content != "*")
        {
            await File.WriteAllTextAsync(path, content);
        }

        using var process = new HostProcess("--port", "0", "--settings", path);
        (int code, _, string errors) = process.WaitForExit();
        Assert.AreEqual(1, code);
        Assert.AreEqual($"--settings: {path} {expected}", errors.TrimEnd());
        Assert.IsTrue(content == "*" || await File.ReadAllTextAsync(path) == content);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_link_stays_and_what_it_leads_to_is_replaced()
    {
        string link = Path.Combine(_folder.FullName, "link");
        try
        {
            File.CreateSymbolicLink(link, SettingsFile);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("This user may not make links.");
        }

        using var host = new LiveHost(0, "--settings", link);
        using HttpClient client = ClientOf(host);
        for (int i = 0; i < 2; i++)
        {
            await PostAsync(client, HttpStatusCode.OK, ("name", $"kitchen{i}"));
            StringAssert.Contains(await File.ReadAllTextAsync(SettingsFile), $"name=kitchen{i}");
            Assert.AreEqual(SettingsFile, new FileInfo(link).LinkTarget);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_file_that_cannot_be_written_is_reported_on_the_page()
    {
        string path = Path.Combine(_folder.FullName, "missing", "settings");
        using var host = new LiveHost(0, "--settings", path);
        using HttpClient client = ClientOf(host);
        string page = await PostAsync(client, HttpStatusCode.InternalServerError, ("name", "kitchen"));
        StringAssert.Contains(page, "<b>Nothing was saved.</b> The settings could not be stored");
        StringAssert.Contains(page, "value=\"kitchen\"");
    }

    private static HttpClient ClientOf(LiveHost host) => new() { BaseAddress = host.Url };

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<string> PostAsync(HttpClient client, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = Form(fields);
        using HttpResponseMessage response = await client.PostAsync(new Uri("/settings", UriKind.Relative), form);
        string page = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(expected, response.StatusCode, page);
        return page;
    }

    private static async Task WaitForAsync(HttpClient client, HttpStatusCode expected)
    {
        while (true)
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri("/settings", UriKind.Relative));
            if (response.StatusCode == expected
                && !(await response.Content.ReadAsStringAsync()).Contains("after a restart", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    private static async Task CheckServesAsync(LiveHost host, string baseName, string hostName)
    {
        using HttpClient client = ClientOf(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/readings", UriKind.Relative));
        request.Headers.Host = hostName;
        using HttpResponseMessage response = await client.SendAsync(request);
        StringAssert.Contains(await response.Content.ReadAsStringAsync(), $"\"bn\":\"{baseName}\"");
    }
}
