namespace Sensorcast.Server;

/// <summary>What is done with all slots of a server's table, besides their steps.</summary>
internal static class ConnectionTable
{
    /// <summary>How many clients are connected.</summary>
    internal static int CountClients(Connection[] connections)
    {
        int count = 0;
        foreach (Connection connection in connections)
        {
            count += connection.State == ConnectionState.Free ? 0 : 1;
        }

        return count;
    }

    /// <summary>How many messages the clients that are connected got.</summary>
    internal static long CountSent(Connection[] connections)
    {
        long sent = 0;
        foreach (Connection connection in connections)
        {
            sent += connection.State == ConnectionState.Free ? 0 : connection.Sent;
        }

        return sent;
    }

    /// <summary>
    /// Serves those that are waiting for room to be answered in: a live frame must not take the room each time there is some.
    /// </summary>
    /// <returns>Whether there may be more to do at once.</returns>
    internal static bool StepHeldBack(Connection[] connections, long now)
    {
        bool more = false;
        foreach (Connection connection in connections)
        {
            if (connection.IsHeldBack && connection.Transport.CanReceive)
            {
                more |= connection.Step(now);
            }
        }

        return more;
    }

    /// <summary>Ends the connections of clients that broke or stalled with a frame that was sent to several.</summary>
    internal static void EndThoseThatAreOver(Connection[] connections)
    {
        foreach (Connection connection in connections)
        {
            connection.EndIfOver();
        }
    }

    /// <summary>
    /// Finds a slot for a new connection: a free one, or that of the spare connection that has been silent the longest, or the one that
    /// refuses.
    /// </summary>
    internal static Connection FindSlot(Connection[] connections, Connection refusals)
    {
        Connection silent = null;
        foreach (Connection connection in connections)
        {
            if (connection.State == ConnectionState.Free)
            {
                return connection;
            }

            if (connection.IsSilent && (silent == null || connection.OpenedAt < silent.OpenedAt))
            {
                silent = connection;
            }
        }

        if (silent == null)
        {
            return refusals;
        }

        silent.Cut(DisconnectReason.GaveWay);
        return silent;
    }
}
