namespace Sensorcast.Host.Tls;

/// <summary>Where the certificate is: one file with everything, or a PEM certificate and its key.</summary>
internal sealed record CertificateFiles(string Certificate, string? Key);
