using System.Text;
using System.Text.Json;

namespace Sensorcast.Cli;

/// <summary>A JSON object on a line.</summary>
internal static class JsonLine
{
    /// <summary>Writes an object and a line feed.</summary>
    /// <param name="writeFields">Writes what is in it.</param>
    public static string Write(Action<Utf8JsonWriter> writeFields)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.ToArray()) + "\n";
    }
}
