using Sensorcast.Server;

namespace Sensorcast.Setup;

/// <summary>What set-up mode says to the operator.</summary>
internal sealed class SetupLog
{
    private readonly ILog _log;
    private readonly SetupOptions _options;

    /// <summary>Makes one.</summary>
    /// <param name="log">Gets the lines, or <see langword="null"/>.</param>
    /// <param name="options">What is set.</param>
    internal SetupLog(ILog log, SetupOptions options)
    {
        _log = log;
        _options = options;
    }

    internal void WriteLine(string line)
    {
        if (_log != null)
        {
            _log.WriteLine("Set-up: " + line);
        }
    }

    /// <summary>Says what a new state means to people, where it means something.</summary>
    /// <param name="state">The state.</param>
    /// <param name="tried">The network that was tried last, or <see langword="null"/>.</param>
    internal void Entered(SetupState state, byte[] tried)
    {
        switch (state)
        {
            case SetupState.Open:
                WriteLine("the access point is " + _options.AccessPointName + ", the page " + _options.PageUrl);
                break;
            case SetupState.Trying:
                WriteLine("a form has come for " + NetworkName.Show(tried));
                break;
        }
    }

    /// <summary>Says that the board is in a network.</summary>
    /// <param name="address">The board's address, or <see langword="null"/>.</param>
    internal void Joined(string address)
    {
        WriteLine("in the network, at " + address);
    }

    /// <summary>Says why a network was not joined.</summary>
    internal void Failed(byte[] name, JoinState failure)
    {
        WriteLine("not joined: " + NetworkName.Show(name) + ", " + Reason(failure));
    }

    private static string Reason(JoinState failure)
    {
        switch (failure)
        {
            case JoinState.WrongPassword: return "wrong password";
            case JoinState.NotFound: return "not found";
            case JoinState.TimedOut: return "timeout";
            default: return "failed";
        }
    }
}
