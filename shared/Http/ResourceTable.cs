using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The resources of a server, found by their paths. Finding one allocates nothing.</summary>
public sealed class ResourceTable
{
    private Resource[] _resources = new Resource[0];

    /// <summary>How many resources there are.</summary>
    public int Count => _resources.Length;

    /// <summary>The paths; the index of each is its resource's. Another table after each <see cref="Add"/>.</summary>
    internal TokenTable Paths { get; private set; } = new TokenTable();

    /// <summary>Adds a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <exception cref="ArgumentException">Its path has a resource already.</exception>
    public void Add(Resource resource)
    {
        int count = _resources.Length;
        string[] paths = new string[count + 1];
        for (int i = 0; i < count; i++)
        {
            paths[i] = _resources[i].Path;
            if (paths[i] == resource.Path)
            {
                throw new ArgumentException("Two routes have the path " + resource.Path);
            }
        }

        Resource[] resources = new Resource[count + 1];
        Array.Copy(_resources, resources, count);
        resources[count] = resource;
        paths[count] = resource.Path;
        _resources = resources;
        Paths = new TokenTable(paths);
    }

    /// <summary>Finds the resource that a path is below: the one with the longest path, of those that have subpaths.</summary>
    /// <param name="buffer">Holds the path, which is no resource's own.</param>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>The resource's index, or <see cref="TokenTable.NotFound"/>.</returns>
    internal int FindAbove(byte[] buffer, int offset, int length)
    {
        int found = TokenTable.NotFound;
        for (int i = 0; i < _resources.Length; i++)
        {
            Resource resource = _resources[i];
            bool isLonger = found == TokenTable.NotFound || resource.Path.Length > _resources[found].Path.Length;
            if (resource.HasSubpaths && isLonger && IsBelow(resource.Path, buffer, offset, length))
            {
                found = i;
            }
        }

        return found;
    }

    /// <summary>The resource of a request's path.</summary>
    /// <param name="path">An index, or <see cref="TokenTable.NotFound"/>.</param>
    /// <returns>The resource, or <see langword="null"/>.</returns>
    public Resource At(int path)
    {
        return path == TokenTable.NotFound ? null : _resources[path];
    }

    private static bool IsBelow(string path, byte[] buffer, int offset, int length)
    {
        if (length <= path.Length || buffer[offset + path.Length] != '/')
        {
            return false;
        }

        for (int i = 0; i < path.Length; i++)
        {
            if (buffer[offset + i] != path[i])
            {
                return false;
            }
        }

        return true;
    }
}
