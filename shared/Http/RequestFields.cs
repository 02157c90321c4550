using System;

namespace Sensorcast.Http;

/// <summary>
/// What the upgrade decision needs of the header fields, and nothing else: so its memory does not depend on how long the headers are.
/// </summary>
internal sealed class RequestFields
{
    /// <summary>The longest <c>Host</c>; a longer one is answered 400.</summary>
    internal const int MaxHostLength = 128;

    /// <summary>The longest <c>Origin</c>: "https://" and a host. A longer one equals no host.</summary>
    internal const int MaxOriginLength = 8 + MaxHostLength;

    /// <summary>The longest word that is kept whole.</summary>
    internal const int MaxWordLength = MaxOriginLength;

    /// <summary>Stands for the length of a longer one.</summary>
    internal const int TooLong = MaxWordLength + 1;

    /// <summary>The length of a <c>Sec-WebSocket-Key</c>: 16 bytes in base64 (RFC 6455 section 4.1).</summary>
    internal const int KeyLength = 24;

    private const int KeyPadLength = 2;

    private static readonly TokenTable ConnectionOptions = new TokenTable("upgrade");
    private static readonly TokenTable UpgradeProtocols = new TokenTable("websocket");
    private static readonly TokenTable WebSocketVersions = new TokenTable("13");

    private readonly TokenTable _subprotocols;
    private readonly byte[] _host = new byte[MaxHostLength];
    private readonly byte[] _origin = new byte[MaxOriginLength];
    private readonly byte[] _key = new byte[KeyLength];
    private int _hostLength;
    private int _hostCount;
    private int _originLength;
    private int _originCount;
    private int _keyLength;
    private int _keyCount;
    private int _versionCount;
    private bool _isVersion13;
    private bool _connectionUpgrades;
    private bool _upgradeIsWebSocket;
    private bool _hasContentLength;
    private bool _hasTransferEncoding;

    internal RequestFields(TokenTable subprotocols)
    {
        _subprotocols = subprotocols;
    }

    /// <summary>Whether there is one host and only one.</summary>
    internal bool HasHost => _hostCount == 1 && _hostLength > 0;

    /// <summary>Whether more than one <c>Host</c> came, or fields that would frame a body in two ways.</summary>
    internal bool Contradicts => _hostCount > 1 || (_hasContentLength && _hasTransferEncoding);

    /// <summary>Whether the request brings a body.</summary>
    internal bool HasBody { get; private set; }

    /// <summary>Whether the client asks to go on in the WebSocket protocol.</summary>
    internal bool WantsWebSocket => _connectionUpgrades && _upgradeIsWebSocket;

    /// <summary>Whether the version asked for is 13, once.</summary>
    internal bool IsWebSocketVersion13 => _isVersion13 && _versionCount == 1;

    /// <summary>Whether there is one key of 16 bytes in base64.</summary>
    internal bool HasKey => _keyCount == 1 && IsKey();

    /// <summary>The key, when <see cref="HasKey"/>.</summary>
    internal byte[] Key => _key;

    /// <summary>Whether a browser says which page asks.</summary>
    internal bool HasOrigin => _originCount > 0;

    /// <summary>The first subprotocol offered that is spoken, or <see cref="TokenTable.NotFound"/>.</summary>
    internal int Subprotocol { get; private set; }

    internal void Reset()
    {
        _hostLength = 0;
        _hostCount = 0;
        _originLength = 0;
        _originCount = 0;
        _keyLength = 0;
        _keyCount = 0;
        _versionCount = 0;
        _isVersion13 = false;
        _connectionUpgrades = false;
        _upgradeIsWebSocket = false;
        _hasContentLength = false;
        _hasTransferEncoding = false;
        HasBody = false;
        Subprotocol = TokenTable.NotFound;
    }

    /// <summary>Notes that a field begins.</summary>
    /// <param name="name">One of <see cref="HeaderName"/>.</param>
    internal void StartField(int name)
    {
        switch (name)
        {
            case HeaderName.Host:
                _hostCount++;
                break;
            case HeaderName.Origin:
                _originCount++;
                break;
            case HeaderName.WebSocketKey:
                _keyCount++;
                break;
            case HeaderName.ContentLength:
                _hasContentLength = true;
                break;
            case HeaderName.TransferEncoding:
                _hasTransferEncoding = true;
                HasBody = true;
                break;
        }
    }

    /// <summary>Takes one word of a field's value; commas and white space part words.</summary>
    /// <param name="name">One of <see cref="HeaderName"/>.</param>
    /// <param name="word">Holds the word from its start; may be changed.</param>
    /// <param name="length">The word's length, or <see cref="TooLong"/>.</param>
    /// <returns><see langword="false"/> when the word makes the request malformed.</returns>
    internal bool AddWord(int name, byte[] word, int length)
    {
        switch (name)
        {
            case HeaderName.Host:
                return AddHost(word, length);
            case HeaderName.Origin:
                AddOrigin(word, length);
                break;
            case HeaderName.Connection:
                _connectionUpgrades |= Contains(ConnectionOptions, word, length);
                break;
            case HeaderName.Upgrade:
                _upgradeIsWebSocket |= Contains(UpgradeProtocols, word, length);
                break;
            case HeaderName.WebSocketKey:
                AddKey(word, length);
                break;
            case HeaderName.WebSocketVersion:
                _isVersion13 = Contains(WebSocketVersions, word, length);
                _versionCount++;
                break;
            case HeaderName.WebSocketProtocol:
                if (Subprotocol == TokenTable.NotFound)
                {
                    Subprotocol = Find(_subprotocols, word, length);
                }

                break;
            case HeaderName.ContentLength:
                return AddContentLength(word, length);
        }

        return true;
    }

    /// <summary>Whether the page that asks was itself served by this host (RFC 6454 section 6.1: scheme, "://", host).</summary>
    internal bool OriginIsHost()
    {
        int start = OriginHostStart();
        if (_originCount != 1 || start == 0 || _originLength - start != _hostLength)
        {
            return false;
        }

        for (int i = 0; i < _hostLength; i++)
        {
            if (_origin[start + i] != _host[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the page that asks is of one of the origins.</summary>
    internal bool OriginIsOneOf(TokenTable origins)
    {
        return _originCount == 1 && origins.Find(_origin, 0, _originLength) != TokenTable.NotFound;
    }

    private static bool Contains(TokenTable table, byte[] word, int length)
    {
        return Find(table, word, length) != TokenTable.NotFound;
    }

    private static int Find(TokenTable table, byte[] word, int length)
    {
        if (length == TooLong)
        {
            return TokenTable.NotFound;
        }

        ToLower(word, length);
        return table.Find(word, 0, length);
    }

    private static void ToLower(byte[] word, int length)
    {
        for (int i = 0; i < length; i++)
        {
            byte c = word[i];
            if (c >= 'A' && c <= 'Z')
            {
                word[i] = (byte)(c + ('a' - 'A'));
            }
        }
    }

    private bool AddHost(byte[] word, int length)
    {
        if (_hostLength > 0 || length > MaxHostLength)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            byte lower = Characters.HostToLower[word[i]];
            if (lower == 0)
            {
                return false;
            }

            _host[i] = lower;
        }

        _hostLength = length;
        return true;
    }

    private void AddOrigin(byte[] word, int length)
    {
        if (_originLength > 0 || length == TooLong)
        {
            // No origin has two words, and none that is longer equals a host: it is counted as one more, so nothing matches.
            _originCount++;
            return;
        }

        ToLower(word, length);
        Array.Copy(word, _origin, length);
        _originLength = length;
    }

    private void AddKey(byte[] word, int length)
    {
        if (_keyLength > 0 || length != KeyLength)
        {
            _keyCount++;
            return;
        }

        Array.Copy(word, _key, length);
        _keyLength = length;
    }

    private bool AddContentLength(byte[] word, int length)
    {
        if (length == TooLong)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (word[i] < '0' || word[i] > '9')
            {
                return false;
            }

            HasBody |= word[i] != '0';
        }

        return true;
    }

    private bool IsKey()
    {
        if (_keyLength != KeyLength || _key[KeyLength - 1] != '=' || _key[KeyLength - 2] != '=')
        {
            return false;
        }

        for (int i = 0; i < KeyLength - KeyPadLength; i++)
        {
            if (Characters.Base64[_key[i]] == 0)
            {
                return false;
            }
        }

        return true;
    }

    private int OriginHostStart()
    {
        for (int i = 0; i + 2 < _originLength; i++)
        {
            if (_origin[i] == ':' && _origin[i + 1] == '/' && _origin[i + 2] == '/')
            {
                return i + 3;
            }
        }

        return 0;
    }
}
