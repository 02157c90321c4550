using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// What a <see cref="WebServer"/> answers with at one path. Before a route sees anything, the server has checked the request's syntax,
/// <c>Host</c>, <c>Origin</c>, token, size and deadline. A route that throws costs its client a 500 (or a close with 1011), and nothing
/// else.
/// </summary>
public abstract class Route : Resource
{
    /// <summary>Describes a route.</summary>
    /// <param name="path">The absolute path, as <see cref="Resource"/> wants it.</param>
    /// <param name="methods">The methods that it takes.</param>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    private protected Route(string path, HttpMethod methods)
        : base(path, methods)
    {
        bool isSafe = (methods & ~(HttpMethod.Get | HttpMethod.Head)) == 0;
        Access = isSafe ? Access.Read : Access.Set;
    }

    /// <summary>
    /// What a client must be allowed to do. <see cref="Access.Set"/> where a method changes something (POST, PUT, DELETE), else
    /// <see cref="Access.Read"/>, until the route says otherwise.
    /// </summary>
    public Access Access { get; protected set; }

    /// <summary>
    /// What a client must be allowed to do for a request of a method: <see cref="Access"/>, unless the route says otherwise.
    /// </summary>
    /// <param name="method">The method.</param>
    protected internal virtual Access AccessFor(HttpMethod method)
    {
        return Access;
    }

    /// <summary>Writes the next pieces of what the route answers.</summary>
    /// <param name="slot">The index of the client's slot.</param>
    /// <param name="nextPiece">The number of the next piece; moved on.</param>
    /// <param name="buffer">Gets the pieces, up to its end.</param>
    /// <param name="position">The offset of the first byte; gets that after the last one.</param>
    /// <returns>Whether that was all.</returns>
    internal virtual bool WritePieces(int slot, ref int nextPiece, byte[] buffer, ref int position)
    {
        return true;
    }

    /// <summary>Makes ready what costs heap.</summary>
    internal virtual void Attach(ServerResources resources)
    {
    }
}
