using System.Globalization;
using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Verification.Tables;

/// <summary>How full one table of an assembly in the board's format is, and which types fill it.</summary>
internal sealed class TableUse
{
    private const int Named = 5;

    private readonly HashSet<string> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _bytesByType = [];

    /// <summary>All bytes.</summary>
    public int Bytes { get; private set; }

    /// <summary>Adds an entry that the table holds once for each that needs it.</summary>
    /// <param name="user">The type that needs it; null when it is the assembly itself.</param>
    /// <param name="bytes">The bytes that it takes.</param>
    public void Add(TypeDefinition? user, int bytes)
    {
        Bytes += bytes;
        string name = user is null ? "(the assembly)" : Outermost(user).FullName;
        _bytesByType[name] = _bytesByType.GetValueOrDefault(name) + bytes;
    }

    /// <summary>Adds an entry that the table holds only once: the first type that needs it is charged.</summary>
    /// <param name="user">The type that needs it; null when it is the assembly itself.</param>
    /// <param name="entry">The key of the entry.</param>
    /// <param name="bytes">The bytes that it takes.</param>
    public void AddOnce(TypeDefinition? user, string entry, int bytes)
    {
        if (_entries.Add(entry))
        {
            Add(user, bytes);
        }
    }

    /// <summary>If the table has more bytes than allowed, their number and the types that have the most; else null.</summary>
    public string? Over(int max)
    {
        if (Bytes < max)
        {
            return null;
        }

        IEnumerable<string> worst = _bytesByType.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(Named).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value:N0}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Bytes:N0} bytes, most of them of {string.Join(", ", worst)}");
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
