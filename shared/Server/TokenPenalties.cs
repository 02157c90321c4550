namespace Sensorcast.Server;

/// <summary>
/// Slows down clients that offer wrong tokens. Each address that did has to wait before its next one is looked at: a second, and each time
/// twice as long, up to a minute. A right token shortens nothing, or a client with the read-only one could guess the full one at leisure.
/// Allocates nothing after its construction.
/// </summary>
internal sealed class TokenPenalties
{
    private const int Places = 8;
    private const int FirstPenalty = 1000;
    private const int MaxPenalty = 60000;
    private const int MillisecondsPerSecond = 1000;
    private const int NotFound = -1;

    /// <summary>How long after its penalty an address is as good as new.</summary>
    private const int MemoryTime = 10 * 60 * 1000;

    private readonly string[] _addresses = new string[Places];
    private readonly int[] _penalties = new int[Places];
    private readonly long[] _ends = new long[Places];

    /// <summary>Returns how long an address has still to wait.</summary>
    /// <param name="address">The client's address and port; the port does not count.</param>
    /// <param name="now">The time.</param>
    /// <returns>Seconds, rounded up; 0 if it need not wait.</returns>
    internal int SecondsLeft(string address, long now)
    {
        int place = Find(address);
        bool mayGoOn = place == NotFound || now >= _ends[place];
        return mayGoOn ? 0 : (int)((_ends[place] - now + MillisecondsPerSecond - 1) / MillisecondsPerSecond);
    }

    /// <summary>Notes that an address has offered a wrong token.</summary>
    internal void Add(string address, long now)
    {
        int place = Find(address);
        int penalty = FirstPenalty;
        if (place == NotFound)
        {
            place = FindOldest();
        }
        else if (now - _ends[place] < MemoryTime)
        {
            penalty = 2 * _penalties[place];
        }

        _addresses[place] = address;
        _penalties[place] = penalty < MaxPenalty ? penalty : MaxPenalty;
        _ends[place] = now + _penalties[place];
    }

    private static bool IsSameHost(string address, string other)
    {
        int length = address.LastIndexOf(':');
        if (other.LastIndexOf(':') != length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (address[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    private int Find(string address)
    {
        for (int i = 0; i < Places; i++)
        {
            if (_addresses[i] != null && IsSameHost(_addresses[i], address))
            {
                return i;
            }
        }

        return NotFound;
    }

    private int FindOldest()
    {
        int oldest = 0;
        for (int i = 1; i < Places; i++)
        {
            bool isFree = _addresses[i] == null;
            if (_addresses[oldest] != null && (isFree || _ends[i] < _ends[oldest]))
            {
                oldest = i;
            }
        }

        return oldest;
    }
}
