namespace Sensorcast.Settings;

/// <summary>
/// Where the two copies of the settings are kept. A save replaces the copy that is not in use, so that a power cut within it leaves the
/// other one. A storage that replaces a file as a whole by itself needs one copy and may ignore which one is meant.
/// </summary>
public interface ISettingsStorage
{
    /// <summary>Reads a copy.</summary>
    /// <param name="copy">0 or 1.</param>
    /// <returns>
    /// Its bytes, or <see langword="null"/> when there is no such copy or it has more than <see cref="SettingsFile.MaxSize"/> bytes.
    /// </returns>
    byte[] Read(int copy);

    /// <summary>
    /// Replaces a copy. When it returns, the bytes are where a power cut does not reach them. Throws when they cannot be stored.
    /// </summary>
    /// <param name="copy">0 or 1.</param>
    /// <param name="bytes">The copy's new bytes.</param>
    void Write(int copy, byte[] bytes);
}
