namespace Sensorcast.Host.Settings;

/// <summary>The settings cannot be read.</summary>
/// <param name="message">Why, as a sentence.</param>
internal sealed class SettingsException(string message) : Exception(message);
