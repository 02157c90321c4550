using System.Text;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>What a client does, from moment to moment.</summary>
/// <param name="Request">What it sends first.</param>
/// <param name="IsUpgrade">Whether that is a correct upgrade, so that the rest are frames.</param>
/// <param name="Frames">What it sends then.</param>
/// <param name="Cuts">The sizes of the pieces that it sends.</param>
/// <param name="Acts">What it does, one act a moment.</param>
internal sealed record ClientScript(byte[] Request, bool IsUpgrade, byte[] Frames, int[] Cuts, ClientAct[] Acts)
{
    internal bool IsEcho => Request.AsSpan().StartsWith("GET /echo"u8) || IsRepeat;

    /// <summary>Whether it is about the author's endpoint, which echoes whole messages.</summary>
    internal bool IsRepeat => Request.AsSpan().StartsWith("GET /repeat"u8);

    internal bool IsMirror => Request.AsSpan().IndexOf(" /mirror"u8) >= 0;

    /// <summary>The maximum size of a message.</summary>
    internal int MaxMessageLength => IsRepeat ? RepeatRoute.MaxSize : IsEcho ? ServerRun.MaxMessageLength : ServerRun.MaxPackLength;

    internal bool IsHead => Request.AsSpan().IndexOf("HEAD"u8) >= 0;

    /// <summary>Whether it may set actuators, as far as its request is a correct upgrade.</summary>
    internal bool MaySet => Request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(ServerRun.Token)) >= 0;

    public override string ToString() =>
        $"{Show.Text(Request)} + {Convert.ToHexString(Frames)} cuts {string.Join(' ', Cuts)} acts {string.Join(' ', Acts)}";
}
