namespace Sensorcast.Cli.Bridge;

/// <summary>
/// Counts the connections that end at the same message. A broker may close the connection each time it receives a message that it does not
/// accept: that message must not block those after it.
/// </summary>
internal sealed class Attempts
{
    /// <summary>After so many connections that ended at the same message, the message is the cause.</summary>
    private const int Limit = 5;

    private object? _suspect;
    private int _count;

    /// <summary>
    /// The broker has acknowledged a message. An acknowledgement of others does not clear the suspect.
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
    /// <returns>Whether to drop it.</returns>
    public bool ShouldDrop(Outgoing oldest)
    {
        object identity = IdentityOf(oldest);
        _count = identity.Equals(_suspect) ? _count + 1 : 1;
        _suspect = identity;
        return _count >= Limit;
    }

    /// <summary>A message that is built again for each connection is identified by its topic.</summary>
    private static object IdentityOf(Outgoing message) => message.MustArrive ? message : message.Topic;
}
