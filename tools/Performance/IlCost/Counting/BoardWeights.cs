namespace Sensorcast.IlCost.Counting;

/// <summary>
/// The extra cost of an instruction of some kind on the board's interpreter, over a plain one. From measurements of nanoFramework's
/// interpreter, one iteration of a loop each: an empty one takes 30, and has seven plain instructions. The extra cost is what an iteration
/// takes over that, less the plain instructions of the simplest body of its kind.
/// </summary>
internal static class BoardWeights
{
    /// <summary>Static 89, virtual 92, property 99.</summary>
    public const double Call = 7;

    /// <summary>119.</summary>
    public const double InterfaceCall = 13;

    /// <summary><c>Array.Copy</c> of 64 bytes 212, of 4,096 bytes 284: almost all is for the call.</summary>
    public const double LibraryCall = 37;

    /// <summary>58.</summary>
    public const double Field = 1.5;

    /// <summary>72 for an array in a static field, 60 for one in a variable.</summary>
    public const double StaticField = 3;

    /// <summary>60.</summary>
    public const double Element = 1;

    /// <summary><c>new byte[4]</c> 80; the garbage collection that it brings nearer is not in it.</summary>
    public const double Allocation = 9;
}
