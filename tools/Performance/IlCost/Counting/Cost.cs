namespace Sensorcast.IlCost.Counting;

/// <summary>
/// The cost of some code: IL instructions, and how many of them are of the kinds that cost more on the board's interpreter.
/// </summary>
/// <param name="Instructions">All instructions.</param>
/// <param name="Calls">Calls of own methods, virtual ones and constructors among them.</param>
/// <param name="InterfaceCalls">Calls through an interface.</param>
/// <param name="LibraryCalls">Calls of the runtime's library. What the library then does is not counted.</param>
/// <param name="Fields">Reads and writes of an object's fields.</param>
/// <param name="StaticFields">Reads and writes of static fields.</param>
/// <param name="Elements">Reads and writes of an array's elements.</param>
/// <param name="Allocations">Objects and arrays made.</param>
/// <param name="AllocatedBytes">The bytes that the desktop's runtime reports as allocated, with those of the library.</param>
internal readonly record struct Cost(
    double Instructions,
    double Calls = 0,
    double InterfaceCalls = 0,
    double LibraryCalls = 0,
    double Fields = 0,
    double StaticFields = 0,
    double Elements = 0,
    double Allocations = 0,
    double AllocatedBytes = 0)
{
    /// <summary>The time on the board, in plain instructions; see <see cref="BoardWeights"/>.</summary>
    public double Board =>
        Instructions
        + (Calls * BoardWeights.Call)
        + (InterfaceCalls * BoardWeights.InterfaceCall)
        + (LibraryCalls * BoardWeights.LibraryCall)
        + (Fields * BoardWeights.Field)
        + (StaticFields * BoardWeights.StaticField)
        + (Elements * BoardWeights.Element)
        + (Allocations * BoardWeights.Allocation);

    /// <summary>With one decimal, which is as much as is committed.</summary>
    public Cost Rounded => new(
        Math.Round(Instructions, 1),
        Math.Round(Calls, 1),
        Math.Round(InterfaceCalls, 1),
        Math.Round(LibraryCalls, 1),
        Math.Round(Fields, 1),
        Math.Round(StaticFields, 1),
        Math.Round(Elements, 1),
        Math.Round(Allocations, 1),
        Math.Round(AllocatedBytes, 1));

    public static Cost operator +(Cost a, Cost b) => new(
        a.Instructions + b.Instructions,
        a.Calls + b.Calls,
        a.InterfaceCalls + b.InterfaceCalls,
        a.LibraryCalls + b.LibraryCalls,
        a.Fields + b.Fields,
        a.StaticFields + b.StaticFields,
        a.Elements + b.Elements,
        a.Allocations + b.Allocations,
        a.AllocatedBytes + b.AllocatedBytes);

    public static Cost operator *(Cost cost, double factor) => new(
        cost.Instructions * factor,
        cost.Calls * factor,
        cost.InterfaceCalls * factor,
        cost.LibraryCalls * factor,
        cost.Fields * factor,
        cost.StaticFields * factor,
        cost.Elements * factor,
        cost.Allocations * factor,
        cost.AllocatedBytes * factor);

    public static Cost operator -(Cost a, Cost b) => a + (b * -1);

    public static Cost operator /(Cost cost, double divisor) => cost * (1 / divisor);
}
