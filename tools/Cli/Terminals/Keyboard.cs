using System.Threading.Channels;

namespace Sensorcast.Cli.Terminals;

/// <summary>
/// Reads the keyboard. A thread of its own waits for keys all the time: between two polls the terminal would echo the keys.
/// </summary>
internal sealed class Keyboard
{
    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();

    private Keyboard()
    {
    }

    /// <summary>Whether there is one: standard input may be something else.</summary>
    public bool IsThere { get; private init; }

    /// <summary>Begins to listen.</summary>
    public static Keyboard Start()
    {
        var keyboard = new Keyboard { IsThere = !Console.IsInputRedirected };
        if (keyboard.IsThere)
        {
            new Thread(keyboard.Read) { IsBackground = true, Name = "keyboard" }.Start();
        }

        return keyboard;
    }

    /// <summary>Waits for a key, or until a time has passed.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        using var timeout = new CancellationTokenSource(time);
        try
        {
            await _keys.Reader.WaitToReadAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // None was pressed.
        }
    }

    /// <summary>Takes the next key, if one was pressed.</summary>
    public bool TryTake(out ConsoleKeyInfo key) => _keys.Reader.TryRead(out key);

    private void Read()
    {
        try
        {
            while (true)
            {
                _keys.Writer.TryWrite(Console.ReadKey(intercept: true));
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // The terminal has gone.
        }
    }
}
