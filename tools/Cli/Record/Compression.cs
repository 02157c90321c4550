using System.IO.Compression;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>
/// Compresses finished files, one after the other, in parallel to the recording. A file is deleted when its compressed one is complete: the
/// next run repeats an interrupted compression.
/// </summary>
internal sealed class Compression(Action<string> say) : IAsyncDisposable
{
    private const string Extension = ".gz";
    private const string PartialExtension = ".gz.partial";

    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Compresses a file, after those before it.</summary>
    public void Add(FileInfo file) => _work = CompressAsync(_work, file);

    /// <summary>The newest readings of each channel in a compressed file; empty if it cannot be read.</summary>
    public static IReadOnlyList<Reading> Read(FileInfo file, RecordingRows rows)
    {
        try
        {
            using var stream = new GZipStream(file.OpenRead(), CompressionMode.Decompress);
            return EarlierRecording.Read(stream, rows).Readings;
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>Ends; a file that is being compressed stays as it was.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
    }

    private async Task CompressAsync(Task before, FileInfo file)
    {
        await before;
        string partial = file.FullName + PartialExtension;
        try
        {
            _end.Token.ThrowIfCancellationRequested();
            await using (FileStream source = file.OpenRead())
            await using (var target = new GZipStream(File.Create(partial), CompressionLevel.Optimal))
            {
                await source.CopyToAsync(target, _end.Token);
            }

            File.Move(partial, file.FullName + Extension, overwrite: true);
            file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            File.Delete(partial);
            if (e is not OperationCanceledException)
            {
                say($"'{file.Name}' stays as it is, it cannot be compressed: {e.Message}");
            }
        }
    }
}
