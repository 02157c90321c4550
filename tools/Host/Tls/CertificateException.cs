namespace Sensorcast.Host.Tls;

/// <summary>There is no certificate to serve with; the message says why, in a sentence for the person who started the server.</summary>
public sealed class CertificateException(string message) : Exception(message);
