using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sensorcast.Host.Epoll;

/// <summary>
/// A client's socket on Linux, non-blocking. .NET's own takes six system calls to accept one, and an exception if none waits; here
/// it is one call and a value.
/// </summary>
internal sealed partial class TcpSocket : IDisposable
{
    /// <summary>What <see cref="Receive"/> returns when nothing has arrived.</summary>
    internal const int NotNow = -1;

    /// <summary>What <see cref="Receive"/> and <see cref="Send"/> return when the connection is broken.</summary>
    internal const int Broken = -2;

    private const int NonBlocking = 0x800; // SOCK_NONBLOCK
    private const int CloseOnExec = 0x80000; // SOCK_CLOEXEC
    private const int Peek = 2; // MSG_PEEK
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private const int ShutDownWrite = 1; // SHUT_WR
    private const int Interrupted = 4; // EINTR
    private const int TryAgain = 11; // EAGAIN
    private const int ConnectionAborted = 103; // ECONNABORTED

    private readonly SafeFileHandle _handle;
    private readonly SocketAddress _peer;

    private TcpSocket(SafeFileHandle handle, SocketAddress peer)
    {
        _handle = handle;
        _peer = peer;
    }

    /// <summary>The client's address and port.</summary>
    internal IPEndPoint Peer
    {
        get
        {
            var any = new IPEndPoint(_peer.Family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            return (IPEndPoint)any.Create(_peer);
        }
    }

    /// <summary>The file descriptor.</summary>
    internal int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>Takes the next waiting connection; it has the options of the listener.</summary>
    /// <param name="listener">The listener, non-blocking.</param>
    /// <param name="result">How it went.</param>
    /// <returns>The connection, if <paramref name="result"/> says so.</returns>
    internal static TcpSocket? TryAccept(Socket listener, out AcceptResult result)
    {
        var address = new SocketAddress(AddressFamily.InterNetworkV6);
        int size = address.Size;
        ref byte first = ref MemoryMarshal.GetReference(address.Buffer.Span);
        SafeFileHandle handle = NativeAccept(listener.SafeHandle, ref first, ref size, NonBlocking | CloseOnExec);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            result = Marshal.GetLastPInvokeError() switch
            {
                TryAgain => AcceptResult.NoneWaits,
                Interrupted or ConnectionAborted => AcceptResult.TryAgain,
                _ => AcceptResult.Failed,
            };
            return null;
        }

        address.Size = size;
        result = AcceptResult.Accepted;
        return new TcpSocket(handle, address);
    }

    /// <summary>Whether <see cref="Receive"/> has something to report.</summary>
    internal bool CanReceive
    {
        get
        {
            byte next = 0;
            return Result(NativeReceive(_handle, ref next, 1, Peek)) != NotNow;
        }
    }

    /// <summary>Takes bytes that have arrived.</summary>
    /// <returns>How many; 0 when the client has finished; <see cref="NotNow"/> or <see cref="Broken"/>.</returns>
    internal int Receive(byte[] buffer, int offset, int count) => Result(NativeReceive(_handle, ref buffer[offset], count, 0));

    /// <summary>Sends as much as there is room for.</summary>
    /// <returns>How many bytes, 0 when there is no room, or <see cref="Broken"/>.</returns>
    internal int Send(byte[] buffer, int offset, int count)
    {
        int sent = Result(NativeSend(_handle, ref buffer[offset], count, NoSignal));
        return sent == NotNow ? 0 : sent;
    }

    /// <summary>Sends the end of the stream.</summary>
    /// <returns>Whether the connection is still there.</returns>
    internal bool ShutDown() => NativeShutDown(_handle, ShutDownWrite) == 0;

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    // A call that does not wait is not interrupted.
    private static int Result(nint result) => result >= 0 ? (int)result : Marshal.GetLastPInvokeError() == TryAgain ? NotNow : Broken;

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial SafeFileHandle NativeAccept(SafeHandle listener, ref byte address, ref int size, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint NativeReceive(SafeFileHandle socket, ref byte buffer, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint NativeSend(SafeFileHandle socket, ref byte buffer, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static partial int NativeShutDown(SafeFileHandle socket, int how);
}
