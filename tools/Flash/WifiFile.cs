using System.Text;
using System.Text.Json;

namespace Sensorcast.Flash;

/// <summary>
/// The file that <c>nanoff --networkdeployment</c> reads. No message quotes it: it holds a password.
/// </summary>
internal static class WifiFile
{
    private const int MaxSsidBytes = 32;
    private const int MinPasswordLength = 8;
    private const int MaxPasswordLength = 64;

    private const string Template =
        """
        {
          "WirelessClient": {
            "Ssid": "",
            "Password": "",
            "ConfigurationOption": "AutoConnect"
          }
        }

        """;

    /// <summary>Writes a file to fill in. Never overwrites one.</summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            throw new FlashException($"{path} is there already. Edit it, or delete it first.");
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(Template);
    }

    /// <summary>An error that nanoff would not report, or not clearly; <see langword="null"/> if there is none.</summary>
    public static string? ProblemWith(string path, string port)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            return $"{path}, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: this is not JSON. {HowToEscape}";
        }

        using (document)
        {
            return FindFault(document.RootElement, port) is string fault ? $"{path}: {fault}" : null;
        }
    }

    private static string HowToEscape =>
        @"Every name and text needs double quotes, fields a comma between them, and a "" or \ inside a text a \ before it.";

    private static string? FindFault(JsonElement root, string port)
    {
        if (root.ValueKind != JsonValueKind.Object || Field(root, "WirelessClient") is not { ValueKind: JsonValueKind.Object } client)
        {
            return "it needs an object WirelessClient, as in the file that --init makes.";
        }

        // nanoff would use this port and not that of the command line.
        if (Field(root, "SerialPort") is { } own && (own.ValueKind != JsonValueKind.String || own.GetString() != port))
        {
            return "SerialPort is not the port in use. Take it out: --port is enough.";
        }

        if (Text(client, "Ssid") is not { } ssid)
        {
            return "WirelessClient.Ssid is missing or is not text in double quotes.";
        }

        if (Text(client, "Password") is not { } password)
        {
            return "WirelessClient.Password is missing or is not text in double quotes; an open network has \"\".";
        }

        if (ssid.Length == 0)
        {
            return "WirelessClient.Ssid is empty: it takes the name of your network.";
        }

        if (Encoding.UTF8.GetByteCount(ssid) > MaxSsidBytes)
        {
            return $"WirelessClient.Ssid is longer than the {MaxSsidBytes} bytes that a network's name can have.";
        }

        return password.Length is 0 or (>= MinPasswordLength and <= MaxPasswordLength)
            ? null
            : $"WirelessClient.Password must have {MinPasswordLength} to {MaxPasswordLength} characters, or none for an open network.";
    }

    /// <summary>The field of that name; nanoff ignores its case, and takes the last of several.</summary>
    private static JsonElement? Field(JsonElement parent, string name)
    {
        JsonElement? found = null;
        foreach (JsonProperty property in parent.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = property.Value;
            }
        }

        return found;
    }

    private static string? Text(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
