using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sensorcast.Tests.Shared;

/// <summary>
/// An authority that no other program knows and the certificates that it signs for this machine's loopback addresses, in the
/// files that programs take. Made anew in each run; disposing of it deletes them.
/// </summary>
internal sealed class TestCertificates : IDisposable
{
    /// <summary>A reserved name, for which the certificates are valid too.</summary>
    public const string PublicName = "sensors.example.org";

    public const string Password = "a password, with ünïcode";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sensorcast-tls-");
    private readonly X509Certificate2 _authority;

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sensorcast test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-5), DateTimeOffset.UtcNow.AddYears(5));

        using var serverKey = RSA.Create(2048);
        using X509Certificate2 server = Sign(serverKey, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string pem = server.ExportCertificatePem() + "\n";
        string keyPem = serverKey.ExportPkcs8PrivateKeyPem() + "\n";
        AuthorityFile = Write("authority.pem", _authority.ExportCertificatePem());
        CertificateFile = Write("certificate.pem", pem);
        KeyFile = Write("key.pem", keyPem);
        CombinedFile = Write("combined.pem", pem + keyPem);
    }

    /// <summary>The authority's certificate, PEM: what a client has to trust.</summary>
    public string AuthorityFile { get; }

    /// <summary>A valid certificate without its key, PEM.</summary>
    public string CertificateFile { get; }

    /// <summary>The key of <see cref="CertificateFile"/>, PEM.</summary>
    public string KeyFile { get; }

    /// <summary>Both in one file, PEM.</summary>
    public string CombinedFile { get; }

    /// <summary>For .NET's clients: trust the authority, and check all that is checked by default.</summary>
    public X509ChainPolicy Trust => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { _authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    /// <summary>Signs a certificate for localhost, 127.0.0.1, ::1 and the public name.</summary>
    /// <returns>The certificate with its key.</returns>
    public X509Certificate2 Sign(AsymmetricAlgorithm key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(PublicName);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        CertificateRequest request = key is RSA rsa
            ? new("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new("CN=localhost", (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));

        using X509Certificate2 certificate = request.Create(
            _authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_authority.GetECDsaPrivateKey()!), notBefore, notAfter,
            RandomNumberGenerator.GetBytes(16));
        return key is RSA rsaKey ? certificate.CopyWithPrivateKey(rsaKey) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>Writes a further file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes a further file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
