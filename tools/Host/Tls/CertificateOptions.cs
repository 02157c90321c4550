using System.CommandLine;

namespace Sensorcast.Host.Tls;

/// <summary>The options of the command line for TLS.</summary>
internal sealed class CertificateOptions
{
    private readonly Option<string> _certificate = new("--certificate")
    {
        Description =
            "Serves https:// and wss:// with this certificate, a PEM or a PFX file. The password of a PFX file, or of an encrypted key, "
            + $"is taken from the environment variable {ServerCertificate.PasswordVariable}.",
        HelpName = "file",
    };

    private readonly Option<string> _key = new("--certificate-key")
    {
        Description = "The private key of a PEM certificate, if it is in a file of its own.",
        HelpName = "file",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_certificate);
        command.Options.Add(_key);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_key) is not null && result.GetResult(_certificate) is null)
            {
                result.AddError("--certificate-key needs --certificate.");
            }
        });
    }

    /// <summary>The requested files; <see langword="null"/> for no TLS.</summary>
    internal CertificateFiles? From(ParseResult parsed) =>
        parsed.GetValue(_certificate) is string certificate ? new(certificate, parsed.GetValue(_key)) : null;
}
