using System.Net;
using System.Net.Sockets;

namespace Sensorcast.Host;

/// <summary>Why the server cannot listen, in one line that says what to do.</summary>
internal static class ListenError
{
    /// <summary>Describes an error.</summary>
    /// <param name="error">The system's error.</param>
    /// <param name="at">The address to listen on.</param>
    internal static string Describe(SocketException error, IPEndPoint at) => $"Cannot listen on {at}: " + error.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program has the port. Stop it, or choose another port with --port.",
        SocketError.AccessDenied => "this user may not open the port. Choose one from 1024 up with --port.",
        SocketError.AddressNotAvailable => "this machine does not have the address. Choose one that it has with --bind; * is all.",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported =>
            "this machine has no address of this kind. Choose another with --bind.",
        SocketError.TooManyOpenSockets => "too many files are open. Raise the limit, for example with ulimit -n 1024.",
        _ => $"{error.Message.TrimEnd('.')}. Choose another address or port with --bind and --port.",
    };
}
