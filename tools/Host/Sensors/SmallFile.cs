using Microsoft.Win32.SafeHandles;

namespace Sensorcast.Host.Sensors;

/// <summary>
/// A file that the kernel generates anew for each reading. Opened once and read from its start each time, so that a
/// reading allocates nothing.
/// </summary>
internal sealed class SmallFile
{
    private readonly byte[] _buffer = new byte[512];
    private readonly SafeFileHandle? _handle;

    public SmallFile(string path)
    {
        try
        {
            _handle = File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It does not exist: then every reading is empty.
        }
    }

    /// <summary>Reads the first half kilobyte.</summary>
    /// <returns>The bytes, valid until the next call, or none when the file cannot be read now.</returns>
    public ReadOnlySpan<byte> Read()
    {
        try
        {
            return _handle is null ? [] : _buffer.AsSpan(0, RandomAccess.Read(_handle, _buffer, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
