using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>
/// Finds the virtual properties. The core library marks them; the lists mark methods but not properties. A property that a derived
/// class lists again with the same type is taken to be virtual, and the derived one to override it.
/// </summary>
internal sealed class PropertyInheritance
{
    private readonly Dictionary<string, ApiType> _types;
    private readonly HashSet<(string Type, string Property)> _virtual = [];
    private readonly HashSet<(string Type, string Property)> _overriding = [];

    public PropertyInheritance(IEnumerable<ApiList> lists, TypeTable table)
    {
        _types = lists.SelectMany(list => list.Types).ToDictionary(type => type.Name);
        foreach (ApiType type in _types.Values)
        {
            foreach (ApiMember property in type.Members.Where(IsInstanceProperty))
            {
                foreach (ApiType ancestor in Ancestors(type))
                {
                    if (ancestor.Members.Any(other => IsInstanceProperty(other) && other.Name == property.Name
                        && other.Type == property.Type))
                    {
                        _virtual.Add((ancestor.Name, property.Name));
                        _overriding.Add((type.Name, property.Name));
                    }
                }

                IEnumerable<PropertyDefinition> inherited = CoreAncestors(type, table).SelectMany(ancestor => ancestor.Properties);
                if (inherited.Any(other => IsOverridden(other, property, table)))
                {
                    _overriding.Add((type.Name, property.Name));
                }
            }
        }
    }

    public bool IsVirtual(ApiType type, ApiMember property) => _virtual.Contains((type.Name, property.Name));

    public bool IsOverriding(ApiType type, ApiMember property) => _overriding.Contains((type.Name, property.Name));

    private static bool IsInstanceProperty(ApiMember member) =>
        member.Kind == ApiMemberKind.Property && !member.Has(ApiModifiers.Static);

    private static bool IsOverridden(PropertyDefinition inherited, ApiMember property, TypeTable table) =>
        inherited.Name == property.Name
        && inherited.GetMethod?.IsVirtual == true
        && inherited.PropertyType.FullName == table.Resolve(inherited.Module, property.Type).FullName;

    /// <summary>The ancestors of a listed type in the core library.</summary>
    private IEnumerable<TypeDefinition> CoreAncestors(ApiType type, TypeTable table)
    {
        ApiType last = Ancestors(type).LastOrDefault(type);
        if (last.Kind == ApiTypeKind.Class && last.Bases.Count > 0)
        {
            TypeDefinition? ancestor = table.Define(last.Bases[0]);
            while (ancestor is { IsInterface: false })
            {
                yield return ancestor;
                ancestor = ancestor.BaseType?.Resolve();
            }
        }
    }

    private IEnumerable<ApiType> Ancestors(ApiType type)
    {
        while (type.Kind == ApiTypeKind.Class
            && type.Bases.Count > 0
            && _types.TryGetValue(type.Bases[0], out ApiType? parent)
            && parent.Kind == ApiTypeKind.Class)
        {
            yield return parent;
            type = parent;
        }
    }
}
