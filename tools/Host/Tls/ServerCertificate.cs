using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Sensorcast.Host.Tls;

/// <summary>The server's identity for TLS clients: a certificate with its private key, and the chain to an authority.</summary>
public sealed class ServerCertificate
{
    /// <summary>
    /// The environment variable with the password of a PFX file or of an encrypted key: all users can see a command line.
    /// </summary>
    public const string PasswordVariable = "SENSORCAST_CERTIFICATE_PASSWORD";

    private static readonly byte[] PemStart = Encoding.ASCII.GetBytes("-----BEGIN ");

    private readonly X509Certificate2 _certificate;

    private ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        _certificate = certificate;
        Options = new SslServerAuthenticationOptions
        {
            // Offline: missing certificates of the chain are not fetched from the network.
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            AllowRenegotiation = false,
        };
    }

    /// <summary>The options of the handshake: TLS 1.2 or 1.3, for HTTP/1.1.</summary>
    internal SslServerAuthenticationOptions Options { get; }

    /// <summary>Reads a certificate.</summary>
    /// <param name="path">
    /// A PFX (PKCS #12) file, or a PEM file with the certificate first and then, if need be, those of its issuers.
    /// </param>
    /// <param name="keyPath">The PEM file with the private key, or <see langword="null"/> if the certificate's file has it.</param>
    /// <param name="password">The password of a PFX file or an encrypted key, or <see langword="null"/>.</param>
    /// <exception cref="CertificateException">There is none, or it cannot be used.</exception>
    public static ServerCertificate Load(string path, string? keyPath, string? password)
    {
        byte[] content = Read(path);
        bool isPem = content.AsSpan().IndexOf(PemStart) >= 0;
        if (!isPem && keyPath is not null)
        {
            throw new CertificateException($"{path} is not a PEM file: --certificate-key is for PEM certificates only.");
        }

        return isPem ? FromPem(path, content, keyPath, password) : FromPfx(path, content, password);
    }

    /// <summary>What is wrong with its dates, in a sentence for people; <see langword="null"/> if nothing is.</summary>
    /// <param name="now">The time now, UTC.</param>
    public string? ProblemAt(DateTime now)
    {
        DateTime start = _certificate.NotBefore.ToUniversalTime();
        DateTime end = _certificate.NotAfter.ToUniversalTime();
        return now > end ? $"The certificate expired on {end:yyyy-MM-dd}: clients will refuse it."
            : now < start ? $"The certificate is not valid before {start:yyyy-MM-dd}: clients will refuse it."
            : null;
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CertificateException($"{path} {FileError.Describe(e, path)}.");
        }
    }

    private static ServerCertificate FromPem(string path, byte[] content, string? keyPath, string? password)
    {
        string text = Encoding.UTF8.GetString(content);
        string keyText = keyPath is null ? text : Encoding.UTF8.GetString(Read(keyPath));
        string keyFile = keyPath ?? path;
        bool isEncrypted = keyText.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (!isEncrypted && !keyText.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new CertificateException(
                keyPath is null ? $"{path} has no private key: name its file with --certificate-key." : $"{keyPath} has no private key.");
        }

        if (isEncrypted && password is null)
        {
            throw Locked(keyFile);
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            throw new CertificateException($"{path} has a certificate that cannot be read.");
        }

        if (certificates.Count == 0)
        {
            throw new CertificateException($"{path} has no certificate.");
        }

        try
        {
            X509Certificate2 certificate = isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(text, keyText, password)
                : X509Certificate2.CreateFromPem(text, keyText);
            return new(Usable(certificate), certificates);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // .NET does not report which of the two it is.
            throw new CertificateException(isEncrypted
                ? $"{keyFile} does not open: the password in {PasswordVariable} is wrong, or the key is not that of {path}."
                : $"{keyFile} does not hold the private key of {path}.");
        }
    }

    private static ServerCertificate FromPfx(string path, byte[] content, string? password)
    {
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(content, password, X509KeyStorageFlags.Exportable);
        }
        catch (CryptographicException e)
        {
            const int WrongPassword = unchecked((int)0x80070056);
            throw e.HResult != WrongPassword ? new CertificateException($"{path} is neither a PEM nor a PFX file.")
                : password is null ? Locked(path)
                : new CertificateException($"{path} does not open: the password in {PasswordVariable} is wrong.");
        }

        X509Certificate2? own = certificates.FirstOrDefault(static certificate => certificate.HasPrivateKey);
        return own is null ? throw new CertificateException($"{path} has no private key.") : new(Usable(own), certificates);
    }

    private static CertificateException Locked(string path) =>
        new($"{path} is protected by a password: put it into the environment variable {PasswordVariable}.");

    /// <summary>Windows serves only with keys that it has stored itself.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
