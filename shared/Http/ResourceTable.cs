using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The resources of a server, found by their paths. Finding one allocates nothing.</summary>
public sealed class ResourceTable
{
    private Resource[] _resources = new Resource[0];

    /// <summary>How many resources there are.</summary>
    public int Count => _resources.Length;

    /// <summary>Whether any resource names header fields that it wants to read.</summary>
    internal bool NamesFields { get; private set; }

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
        NamesFields |= resource.FieldNames != null;
        Paths = new TokenTable(paths);
    }

    /// <summary>The resource of a request's path.</summary>
    /// <param name="path">An index, or <see cref="TokenTable.NotFound"/>.</param>
    /// <returns>The resource, or <see langword="null"/>.</returns>
    public Resource At(int path)
    {
        return path == TokenTable.NotFound ? null : _resources[path];
    }
}
