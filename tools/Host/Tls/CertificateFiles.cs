namespace Sensorcast.Host.Tls;

/// <summary>The files of the certificate: one with everything, or a PEM certificate and its key.</summary>
internal sealed record CertificateFiles(string Certificate, string? Key);
