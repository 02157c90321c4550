namespace Sensorcast.Cli.Bridge;

/// <summary>
/// Counts with which message connections end. A broker may end the connection on a message that it does not take, every time: that message
/// must not hold up those behind it.
/// </summary>
internal sealed class Attempts
{
    /// <summary>After so many connections that ended with the same message first in line, the message is at fault.</summary>
    private const int Limit = 5;

    private object? _suspect;
    private int _count;

    /// <summary>
    /// The broker has acknowledged a message. That it does so with others says nothing about the one that it does not take.
    /// </summary>
    public void Succeed(Outgoing message)
    {
        if (IdentityOf(message).Equals(_suspect))
        {
            _suspect = null;
        }
    }

    /// <summary>A connection ended.</summary>
    /// <param name="oldest">The oldest message that was not acknowledged.</param>
    /// <returns>Whether to send it no more.</returns>
    public bool IsHopeless(Outgoing oldest)
    {
        object identity = IdentityOf(oldest);
        _count = identity.Equals(_suspect) ? _count + 1 : 1;
        _suspect = identity;
        return _count >= Limit;
    }

    /// <summary>What is made anew for each connection is the same by its topic.</summary>
    private static object IdentityOf(Outgoing message) => message.MustArrive ? message : message.Topic;
}
