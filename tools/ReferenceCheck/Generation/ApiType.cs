namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>
/// A type line and what is indented below it. The name is the full one, with nested types after a dot; the bases are the base class, if
/// there is one, and the interfaces.
/// </summary>
internal sealed record ApiType(ApiTypeKind Kind, ApiModifiers Modifiers, string Name, IReadOnlyList<string> Bases)
{
    public List<ApiMember> Members { get; } = [];

    public bool Has(ApiModifiers modifier) => (Modifiers & modifier) != 0;
}
