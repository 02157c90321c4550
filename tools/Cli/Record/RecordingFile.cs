using System.Text;

namespace Sensorcast.Cli.Record;

/// <summary>
/// A file with rows. They are collected for a moment and written together, so that a fast board costs few writes. The file has whole rows
/// only.
/// </summary>
internal sealed class RecordingFile : IDisposable
{
    private const int BufferLimit = 64 * 1024;

    private readonly Stream _stream;
    private readonly RecordingRows _rows;
    private readonly MemoryStream _buffer = new();
    private readonly List<int> _ends = [];
    private bool _isFirst;

    private RecordingFile(Stream stream, RecordingRows rows, string path, EarlierRecording earlier)
    {
        (_stream, _rows, Path, Earlier) = (stream, rows, path, earlier);
        Size = earlier.WholeLength;
        _isFirst = earlier.Rows == 0;
        if (Size == 0)
        {
            Add(rows.Header);
        }
    }

    /// <summary>Its path; empty for standard output.</summary>
    public string Path { get; }

    /// <summary>Its content when it was opened.</summary>
    public EarlierRecording Earlier { get; }

    /// <summary>Its length, with rows that are not written yet.</summary>
    public long Size { get; private set; }

    /// <summary>Whether it has a row.</summary>
    public bool HasRows => !_isFirst;

    /// <summary>Opens standard output.</summary>
    public static RecordingFile OpenOutput(RecordingRows rows) => new(StandardStream.OpenOutput(), rows, "", EarlierRecording.None);

    /// <summary>Opens a file: a new one, or one of the same format to continue.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">The format of its rows.</param>
    /// <param name="overwrites">Whether its content is replaced.</param>
    /// <param name="say">Takes a sentence for people.</param>
    /// <exception cref="IOException">It is not such a recording, or cannot be used.</exception>
    public static RecordingFile Open(FileInfo file, RecordingFormat format, bool overwrites, Action<string> say)
    {
        FileStream stream = UserFile.Use(file, static path => new FileStream(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        try
        {
            Claim(stream, file);
            var rows = RecordingRows.Of(format);
            if (overwrites || !stream.CanSeek || stream.Length == 0)
            {
                if (stream.CanSeek && stream.Length > 0)
                {
                    stream.SetLength(0);
                }

                return new RecordingFile(stream, rows, file.FullName, EarlierRecording.None);
            }

            var earlier = EarlierRecording.Read(stream, rows);
            if (!earlier.IsOurs)
            {
                throw new IOException(Refusal(file, stream, format));
            }

            long torn = stream.Length - earlier.WholeLength;
            if (torn > 0)
            {
                stream.SetLength(earlier.WholeLength);
                if (torn != rows.Footer.Length)
                {
                    say($"'{file}' ended in the middle of a row: its last {torn} bytes are cut off.");
                }
            }

            stream.Position = earlier.WholeLength;
            return new RecordingFile(stream, rows, file.FullName, earlier);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a row.</summary>
    public void AddRow(string row)
    {
        Add(_isFirst ? row : _rows.Separator + row);
        _isFirst = false;
        if (_buffer.Length > BufferLimit)
        {
            Flush();
        }
    }

    /// <summary>Makes sure that all rows are in the file.</summary>
    /// <exception cref="IOException">They are not; the file has whole rows only.</exception>
    public void Flush()
    {
        if (_buffer.Length == 0)
        {
            return;
        }

        long start = Size - _buffer.Length;
        try
        {
            _stream.Write(_buffer.GetBuffer(), 0, (int)_buffer.Length);
        }
        catch (IOException e) when (!StandardStream.IsAbandoned(e))
        {
            CutTornRow(start);
            throw;
        }
        finally
        {
            _buffer.SetLength(0);
            _ends.Clear();
        }
    }

    /// <summary>Ends it as its format requires.</summary>
    public void End()
    {
        Add(_rows.Footer);
        Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Standard output stays open for further output.
        _stream.Dispose();
        _buffer.Dispose();
    }

    /// <summary>
    /// Locks a byte past the end of any file, which only recorders check: exclusive access to the whole file would keep out readers.
    /// </summary>
    private static void Claim(FileStream stream, FileInfo file)
    {
        if (stream.CanSeek && !OperatingSystem.IsMacOS())
        {
            try
            {
                stream.Lock(long.MaxValue - 1, 1);
            }
            catch (IOException)
            {
                throw new IOException($"'{file}' is in use: another recording goes to it.");
            }
        }
    }

    /// <summary>Says why a file is not continued.</summary>
    private static string Refusal(FileInfo file, Stream stream, RecordingFormat wanted)
    {
        foreach (RecordingFormat format in Enum.GetValues<RecordingFormat>().Where(format => format != wanted))
        {
            stream.Position = 0;
            if (EarlierRecording.Read(stream, RecordingRows.Of(format)) is { IsOurs: true, Rows: > 0 })
            {
                string name = format.ToString().ToLowerInvariant();
                return $"'{file}' is a recording in {name}: continue it with --format {name}, or name another file. "
                    + "--overwrite replaces it.";
            }
        }

        return $"'{file}' exists and is no recording: name another file. --overwrite replaces it.";
    }

    private void Add(string text)
    {
        if (text.Length > 0)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            _buffer.Write(bytes);
            _ends.Add((int)_buffer.Length);
            Size += bytes.Length;
        }
    }

    /// <summary>A full disk takes a part of the data: the file keeps its whole rows.</summary>
    private void CutTornRow(long start)
    {
        try
        {
            if (_stream.CanSeek && _stream.Length > start)
            {
                long written = _stream.Length - start;
                Size = start + _ends.LastOrDefault(end => end <= written);
                _stream.SetLength(Size);
            }
        }
        catch (IOException)
        {
            // A device that is not a file, or a faulty disk: the next start cuts the torn row off.
        }
    }
}
