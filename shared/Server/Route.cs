using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// What a <see cref="WebServer"/> answers with at one path. Before a route sees anything, the server has checked the request's syntax, <c>Host</c>,
/// <c>Origin</c>, token, size and deadline. A route that throws costs its client a 500 (or a close with 1011), and nothing else.
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
    /// What a client must be allowed to do. <see cref="Access.Set"/> where a method changes something (POST, PUT, DELETE), else <see cref="Access.Read"/>,
    /// until the route says otherwise.
    /// </summary>
    public Access Access { get; protected set; }

    /// <summary>Makes ready what costs heap.</summary>
    internal virtual void Attach(ServerResources resources)
    {
    }
}
