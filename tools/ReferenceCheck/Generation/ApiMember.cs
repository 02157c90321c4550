namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>One indented line of a list, or the signature of a delegate.</summary>
internal sealed record ApiMember(ApiMemberKind Kind, ApiModifiers Modifiers, string Name, string Type)
{
    /// <summary>Of a method, a delegate or an indexer.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Of a property: whether it has a setter. All have a getter.</summary>
    public bool HasSetter { get; init; }

    /// <summary>Of a constant or an enum's value, as the list writes it.</summary>
    public string? Value { get; init; }

    public bool Has(ApiModifiers modifier) => (Modifiers & modifier) != 0;
}
