using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sensorcast.Host.Tls;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.HostTests.Tls;

[TestClass]
public sealed class ServerCertificateTests : IDisposable
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly TestCertificates _certificates = new();

    [TestMethod, Timeout(Limits.Test)]
    public void Reads_a_certificate_and_its_key_from_one_file() => AssertLoads(_certificates.CombinedFile, null, null);

    [TestMethod, Timeout(Limits.Test)]
    public void Reads_a_certificate_and_its_key_from_two_files() => AssertLoads(_certificates.CertificateFile, _certificates.KeyFile, null);

    [TestMethod, Timeout(Limits.Test)]
    public void Reads_an_encrypted_key()
    {
        string key = EncryptedKey();

        AssertLoads(_certificates.CertificateFile, key, TestCertificates.Password);
        AssertRefuses(
            $"{key} is protected by a password: put it into the environment variable SENSORCAST_CERTIFICATE_PASSWORD.",
            _certificates.CertificateFile, key, null);
        AssertRefuses(
            $"{key} does not open: the password in SENSORCAST_CERTIFICATE_PASSWORD is wrong, or the key is not that of "
                + $"{_certificates.CertificateFile}.",
            _certificates.CertificateFile, key, "wrong");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Reads_a_key_of_an_elliptic_curve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = _certificates.Sign(key, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        AssertLoads(_certificates.Write("ec.pem", certificate.ExportCertificatePem() + "\n" + key.ExportECPrivateKeyPem()), null, null);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Reads_a_PFX_file()
    {
        string open = Pfx("open.pfx", null);
        string locked = Pfx("locked.pfx", TestCertificates.Password);

        AssertLoads(open, null, null);
        AssertLoads(locked, null, TestCertificates.Password);
        AssertRefuses(
            $"{locked} is protected by a password: put it into the environment variable SENSORCAST_CERTIFICATE_PASSWORD.", locked, null,
            null);
        AssertRefuses($"{locked} does not open: the password in SENSORCAST_CERTIFICATE_PASSWORD is wrong.", locked, null, "wrong");
        AssertRefuses(
            $"{open} is not a PEM file: --certificate-key is for PEM certificates only.", open, _certificates.KeyFile, null);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Says_what_is_missing()
    {
        string nowhere = Path.Combine(Path.GetTempPath(), "no", "such.pem");
        AssertRefuses($"{nowhere} does not exist.", nowhere, null, null);
        AssertRefuses($"{nowhere} does not exist.", _certificates.CertificateFile, nowhere, null);
        AssertRefuses(
            $"{_certificates.CertificateFile} has no private key: name its file with --certificate-key.", _certificates.CertificateFile,
            null, null);
        AssertRefuses(
            $"{_certificates.AuthorityFile} has no private key.", _certificates.CertificateFile, _certificates.AuthorityFile, null);
        AssertRefuses($"{_certificates.KeyFile} has no certificate.", _certificates.KeyFile, null, null);
        string withoutKey =
            _certificates.Write(
                "no-key.pfx", X509CertificateLoader.LoadCertificateFromFile(_certificates.CertificateFile).Export(X509ContentType.Pkcs12));
        AssertRefuses($"{withoutKey} has no private key.", withoutKey, null, null);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Says_what_does_not_fit()
    {
        using var otherKey = RSA.Create(2048);
        string other = _certificates.Write("other-key.pem", otherKey.ExportPkcs8PrivateKeyPem());
        AssertRefuses(
            $"{other} does not hold the private key of {_certificates.CertificateFile}.", _certificates.CertificateFile, other, null);

        string text = _certificates.Write("text.txt", "no certificate");
        AssertRefuses($"{text} is neither a PEM nor a PFX file.", text, null, null);

        string torn = _certificates.Write("torn.pem", File.ReadAllText(_certificates.CombinedFile)[100..]);
        AssertRefuses($"{torn} has no certificate.", torn, null, null);

        string empty = _certificates.Write("empty.pem", "");
        AssertRefuses($"{empty} is neither a PEM nor a PFX file.", empty, null, null);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Says_what_is_wrong_with_the_dates()
    {
        var certificate = ServerCertificate.Load(_certificates.CombinedFile, null, null);

        Assert.IsNull(certificate.ProblemAt(DateTime.UtcNow));
        Assert.AreEqual(
            $"The certificate expired on {DateTime.UtcNow.AddDays(1):yyyy-MM-dd}: clients will refuse it.",
            certificate.ProblemAt(DateTime.UtcNow.AddDays(2)));
        Assert.AreEqual(
            $"The certificate is not valid before {DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}: clients will refuse it.",
            certificate.ProblemAt(DateTime.UtcNow.AddDays(-2)));
    }

    public void Dispose() => _certificates.Dispose();

    private string EncryptedKey()
    {
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(_certificates.KeyFile));
        return _certificates.Write("encrypted.pem", key.ExportEncryptedPkcs8PrivateKeyPem(TestCertificates.Password, Encryption));
    }

    private string Pfx(string name, string? password)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(_certificates.CombinedFile);
        return _certificates.Write(name, certificate.Export(X509ContentType.Pkcs12, password));
    }

    private static void AssertLoads(string path, string? keyPath, string? password) =>
        Assert.IsNull(ServerCertificate.Load(path, keyPath, password).ProblemAt(DateTime.UtcNow));

    private static void AssertRefuses(string message, string path, string? keyPath, string? password) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<CertificateException>(() => ServerCertificate.Load(path, keyPath, password)).Message);
}
