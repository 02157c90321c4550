using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Finds the assemblies that are being made, and no other.</summary>
internal sealed class BoardResolver : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _assemblies = [];

    public void Add(AssemblyDefinition assembly) => _assemblies.Add(assembly.Name.Name, assembly);

    public AssemblyDefinition Resolve(AssemblyNameReference name) =>
        _assemblies.TryGetValue(name.Name, out AssemblyDefinition? assembly) ? assembly : throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _assemblies.Values)
        {
            assembly.Dispose();
        }
    }
}
