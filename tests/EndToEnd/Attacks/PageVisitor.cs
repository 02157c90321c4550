using System.Diagnostics;
using System.Net;

namespace Sensorcast.Tests.AttackTests;

/// <summary>A client that opens the page again and again, each time over a new connection.</summary>
internal sealed class PageVisitor : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Uri _url;
    private byte[] _page = [];

    public PageVisitor(Uri url)
    {
        _url = url;
    }

    /// <summary>Held by a test while the visitor must not connect.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>How often the whole page was received.</summary>
    public int Loads { get; private set; }

    /// <summary>How often it was answered 503.</summary>
    public int Refusals { get; private set; }

    /// <summary>What happened in all other cases.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The longest time that a load took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Loads the page until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                await Gate.WaitAsync(end);
                await LoadAsync(end);
                Gate.Release();
                await Task.Delay(Pause, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The attack is over.
        }
    }

    /// <summary>Loads the page once.</summary>
    public async Task LoadAsync(CancellationToken end)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await _client.GetAsync(_url, end);
            byte[] page = await response.Content.ReadAsByteArrayAsync(end);
            _page = _page.Length == 0 ? page : _page;
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Refusals++;
            }
            else if (response.StatusCode == HttpStatusCode.OK && page.AsSpan().SequenceEqual(_page))
            {
                Loads++;
            }
            else
            {
                Failures.Add($"{response.StatusCode} with {page.Length} bytes");
            }
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !end.IsCancellationRequested))
        {
            Failures.Add((e.InnerException ?? e).Message);
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        Slowest = time > Slowest ? time : Slowest;
    }

    public void Dispose()
    {
        _client.Dispose();
        Gate.Dispose();
    }
}
