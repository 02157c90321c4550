using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Where a recording goes: standard output, a file, or one file after the other.</summary>
internal sealed class RecordingOutput : IAsyncDisposable
{
    private readonly RecordPlan _plan;
    private readonly Action<string> _say;
    private readonly Compression _compression;
    private RecordingFile? _file;
    private DateTime _start;
    private long _finishedSize;

    private RecordingOutput(RecordPlan plan, Action<string> say)
    {
        (_plan, _say, _compression) = (plan, say, new Compression(say));
        Rows = RecordingRows.Of(plan.Format);
    }

    /// <summary>How rows are written.</summary>
    public RecordingRows Rows { get; }

    /// <summary>The newest readings of each channel that an earlier run has recorded.</summary>
    public IReadOnlyList<Reading> Earlier { get; private set; } = [];

    /// <summary>How many bytes this run has recorded, with those of earlier runs in the file that it continues.</summary>
    public long Size => _finishedSize + (_file?.Size ?? 0);

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public static RecordingOutput Open(RecordPlan plan, Action<string> say)
    {
        var output = new RecordingOutput(plan, say);
        if (plan.Output is null)
        {
            output._file = RecordingFile.OpenOutput(output.Rows);
        }
        else if (plan.Rotation is null)
        {
            output._file = RecordingFile.Open(plan.Output, plan.Format, plan.Overwrites, say);
            output.Earlier = output._file.Earlier.Readings;
        }
        else
        {
            output.ResumeRotation(plan.Output, plan.Rotation);
        }

        return output;
    }

    /// <summary>Adds a row.</summary>
    public void AddRow(string row)
    {
        FinishFile();
        _file ??= BeginFile();
        _file.AddRow(row);
    }

    /// <summary>Makes sure that all rows are in the file, and finishes the file when its period is over.</summary>
    /// <exception cref="IOException">They are not; the file has whole rows only.</exception>
    public void Flush()
    {
        _file?.Flush();
        FinishFile();
    }

    /// <summary>Ends the recording.</summary>
    public void End() => _file?.End();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _file?.Dispose();
        await _compression.DisposeAsync();
    }

    /// <summary>Checks the files of earlier runs: the newest is continued or finished, those before it are compressed.</summary>
    private void ResumeRotation(FileInfo output, Rotation rotation)
    {
        IReadOnlyList<(FileInfo File, DateTime Start, bool IsCompressed)> files = Rotation.Files(output);
        Earlier = ReadingsOf(files);
        foreach ((FileInfo old, _, bool isCompressed) in files.SkipLast(1).Where(_ => _plan.Compresses))
        {
            if (!isCompressed)
            {
                _compression.Add(old);
            }
        }

        if (files.Count == 0)
        {
            // It is opened with the first row, but a file that cannot be opened is an error now.
            _file = BeginFile();
            return;
        }

        (FileInfo file, _start, bool isFinished) = files[^1];
        if (isFinished)
        {
            _file = BeginFile();
            return;
        }

        _file = RecordingFile.Open(file, _plan.Format, overwrites: false, _say);
        FinishFile();
        _file ??= BeginFile();
        _finishedSize = 0;
    }

    /// <summary>The newest readings, from the last file that has any: a file that has just been begun has none.</summary>
    private IReadOnlyList<Reading> ReadingsOf(IReadOnlyList<(FileInfo File, DateTime Start, bool IsCompressed)> files)
    {
        foreach ((FileInfo file, _, bool isCompressed) in files.Reverse())
        {
            IReadOnlyList<Reading> readings = isCompressed ? Compression.Read(file, Rows) : UserFile.Use(file, name =>
            {
                using FileStream stream = File.OpenRead(name);
                return EarlierRecording.Read(stream, Rows).Readings;
            });
            if (readings.Count > 0)
            {
                return readings;
            }
        }

        return [];
    }

    private RecordingFile BeginFile()
    {
        if (_plan is not { Output: FileInfo output, Rotation: Rotation rotation })
        {
            throw new InvalidOperationException("There is one file.");
        }

        // Two files within a second do not share a name: the second one is named by the next second.
        DateTime start = rotation.StartOf(DateTime.UtcNow);
        if (rotation.Period is null)
        {
            start = start > _start ? start : _start.AddSeconds(1);
        }

        _start = start;
        return RecordingFile.Open(Rotation.FileOf(output, start), _plan.Format, overwrites: false, _say);
    }

    private void FinishFile()
    {
        if (_file is RecordingFile file && _plan.Rotation?.IsFinished(_start, file.Size, DateTime.UtcNow) == true)
        {
            if (!file.HasRows)
            {
                // No reading came in its period.
                file.Dispose();
                File.Delete(file.Path);
                _file = null;
                return;
            }

            file.End();
            file.Dispose();
            _finishedSize += file.Size;
            _file = null;
            if (_plan.Compresses)
            {
                _compression.Add(new FileInfo(file.Path));
            }
        }
    }
}
