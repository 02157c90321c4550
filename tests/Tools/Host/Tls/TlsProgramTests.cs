using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Sensorcast.Host.Tls;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests.Tls;

[TestClass]
public sealed partial class TlsProgramTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    [TestMethod, Timeout(Limits.Test)]
    public async Task Serves_https_where_it_says()
    {
        using var host =
            new HostProcess("--port", "0", "--certificate", _certificates.CertificateFile, "--certificate-key", _certificates.KeyFile);
        string line = host.ReadLine();
        Assert.MatchesRegex(@"^Sensorcast is live on https://127\.0\.0\.1:[1-9]\d*/  \(Ctrl\+C ends it\)$", line);

        await AssertServesAsync(line);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Takes_the_password_from_the_environment()
    {
        using var certificate = X509Certificate2.CreateFromPemFile(_certificates.CombinedFile);
        string pfx = _certificates.Write("locked.pfx", certificate.Export(X509ContentType.Pkcs12, TestCertificates.Password));
        var environment = new Dictionary<string, string> { [ServerCertificate.PasswordVariable] = TestCertificates.Password };
        using var host = new HostProcess(environment, "--port", "0", "--certificate", pfx);

        await AssertServesAsync(host.ReadLine());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Answers_a_certificate_that_is_not_there_with_one_line()
    {
        using var host = new HostProcess("--port", "0", "--certificate", "nowhere.pem");

        Assert.AreEqual((1, "", "Cannot serve TLS: nowhere.pem does not exist." + Environment.NewLine), host.WaitForExit());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Answers_a_key_without_a_certificate_with_one_line()
    {
        using var host = new HostProcess("--port", "0", "--certificate-key", _certificates.KeyFile);

        Assert.AreEqual((2, "", "--certificate-key needs --certificate. Try --help." + Environment.NewLine), host.WaitForExit());
    }

    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Warns_of_a_certificate_that_has_expired_and_serves_all_the_same()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 expired = _certificates.Sign(key, DateTimeOffset.UtcNow.AddDays(-3), DateTimeOffset.UtcNow.AddDays(-2));
        string file = _certificates.Write("expired.pem", expired.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        using var host = new HostProcess("--port", "0", "--certificate", file);
        Assert.Contains(" https://", host.ReadLine());

        host.Signal("TERM");

        string warning = $"Warning: The certificate expired on {expired.NotAfter.ToUniversalTime():yyyy-MM-dd}: clients will refuse it.";
        Assert.AreEqual((0, "", warning + Environment.NewLine), host.WaitForExit());
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Leaves_the_processor_alone_while_idle()
    {
        using var host = new HostProcess("--port", "0", "--certificate", _certificates.CombinedFile);
        host.ReadLine();

        host.WaitUntilIdle();
    }

    public void Dispose() => _certificates.Dispose();

    private async Task AssertServesAsync(string line)
    {
        using var handler =
            new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = _certificates.Trust } };
        using var client = new HttpClient(handler);

        using HttpResponseMessage answer = await client.GetAsync(new Uri(Address().Match(line).Value + "status"));

        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("{\"uptime\":", await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("https://[^ ]+")]
    private static partial Regex Address();
}
