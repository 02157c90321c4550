using System.Text;
using Sensorcast.Http;
using Sensorcast.Text;

namespace Sensorcast.Setup;

/// <summary>
/// What the form says, or what is wrong with it: in words for each field. Nothing is done for a form that is not right as a whole.
/// </summary>
internal sealed class SetupForm
{
    internal const string NetworkField = "network";
    internal const string NameField = "name";
    internal const string PasswordField = "password";

    /// <summary>The value of <see cref="NetworkField"/> for one whose name is typed in.</summary>
    internal const string OtherNetwork = "other";

    private const int MinPasswordSize = 8;
    private const int KeySize = 64;

    /// <summary>The network's name, if it is valid.</summary>
    internal byte[] Name { get; private set; }

    /// <summary>The password; empty for none.</summary>
    internal string Password { get; private set; } = string.Empty;

    /// <summary>What is wrong with the fields together, or <see langword="null"/>.</summary>
    internal string FormProblem { get; private set; }

    /// <summary>What is wrong with the network, or <see langword="null"/>.</summary>
    internal string NetworkProblem { get; private set; }

    /// <summary>What is wrong with the password, or <see langword="null"/>.</summary>
    internal string PasswordProblem { get; private set; }

    /// <summary>Whether all is right.</summary>
    internal bool IsValid => FormProblem == null && NetworkProblem == null && PasswordProblem == null;

    /// <summary>Reads a form.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="networks">The networks in reach.</param>
    internal void Read(FormFields fields, NetworkList networks)
    {
        int networkCount = fields.Count(NetworkField);
        int nameCount = fields.Count(NameField);
        int passwordCount = fields.Count(PasswordField);
        if (fields.Total > networkCount + nameCount + passwordCount)
        {
            FormProblem = "The form had fields that are not of this page. Fill it in once more.";
        }

        if (networkCount > 1 || nameCount > 1)
        {
            NetworkProblem = "The form named more than one network. Choose one.";
        }
        else
        {
            ReadName(fields);
        }

        if (passwordCount > 1)
        {
            PasswordProblem = "The form had more than one password. Type one.";
        }
        else
        {
            ReadPassword(fields, networks.Find(Name));
        }
    }

    /// <summary>Says that the form is right and comes at the wrong moment.</summary>
    internal void Refuse()
    {
        FormProblem = "The board is looking for networks. Send the form once more.";
    }

    private void ReadName(FormFields fields)
    {
        string typed = string.Empty;
        if (fields.Has(NameField) && !fields.TryGetText(NameField, NetworkName.MaxSize, ref typed))
        {
            NetworkProblem = "A network's name has at most 32 bytes (a letter outside English has two or more), in UTF-8.";
            return;
        }

        string chosen = OtherNetwork;
        if (fields.Has(NetworkField) && !fields.TryGetText(NetworkField, 2 * NetworkName.MaxSize, ref chosen))
        {
            chosen = string.Empty;
        }

        byte[] name = chosen == OtherNetwork ? Encoding.UTF8.GetBytes(typed) : NetworkName.FromDigits(chosen);
        if (name == null)
        {
            NetworkProblem = "The network that was chosen is not of this page. Choose one again.";
        }
        else if (name.Length == 0)
        {
            NetworkProblem = fields.Has(NetworkField) ? "Type the network's name." : "Choose a network, or type its name.";
        }
        else if (chosen != OtherNetwork && typed.Length > 0)
        {
            NetworkProblem = "A network was chosen, and the name of another one typed. Choose this one or Another network.";
            Name = name;
        }
        else
        {
            Name = name;
        }
    }

    private void ReadPassword(FormFields fields, Network network)
    {
        string password = string.Empty;
        bool isText = !fields.Has(PasswordField) || fields.TryGetText(PasswordField, KeySize, ref password);
        int size = Utf8Text.Size(password);
        NetworkSecurity security = network == null ? NetworkSecurity.Unknown : network.Security;
        if (!isText || (size > 0 && size < MinPasswordSize) || (size == KeySize && !NetworkName.AreDigits(password)))
        {
            PasswordProblem = "A password has 8 to 63 bytes (a letter outside English has two or more) in UTF-8, or 64 hexadecimal digits.";
        }
        else if (size == 0 && security == NetworkSecurity.Secured)
        {
            PasswordProblem = "This network wants a password.";
        }
        else if (size > 0 && security == NetworkSecurity.Open)
        {
            PasswordProblem = "This network has no password. Leave this empty.";
        }
        else
        {
            Password = password;
        }
    }
}
